package io.bootcluster.primary.redis;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One life of a Redis of our own. It cannot outlive the primary, however that dies, and
 * it does not hear signals that are meant for the primary and its workers, such as
 * {@code INT} from a terminal or {@code TERM} from systemd, because it must go last.
 */
final class RedisProcess {

	/**
	 * Becomes the Redis server, beside a watcher that kills it when standard input ends,
	 * which is when the primary is gone. The JDK ends it too when the server has exited;
	 * the watcher then finds nothing to kill.
	 */
	private static final String SCRIPT = """
			exec 3<&0 </dev/null
			(trap '' INT TERM HUP QUIT; read -r _ <&3; kill -9 $$) >/dev/null 2>&1 &
			exec 3<&-
			if env --block-signal=TERM true 2>/dev/null; then
				exec env --block-signal=INT,TERM,HUP "$@"
			fi
			exec "$@"
			""";

	private static final int UNKNOWN = -1;

	private static final Duration POLL = Duration.ofMillis(10);

	private static final Duration PING_TIMEOUT = Duration.ofMillis(500);

	private final ProcessHandle process;

	private final CompletableFuture<Integer> exit;

	private final RedisOutput output;

	/**
	 * Keeps it alive as long as it is open.
	 */
	private final OutputStream guard;

	private RedisProcess(Process process) {
		this.process = process.toHandle();
		this.exit = process.onExit().thenApply(Process::exitValue);
		this.output = RedisOutput.of(process.getInputStream());
		this.guard = process.getOutputStream();
	}

	private RedisProcess(ProcessHandle process) throws IOException {
		this.process = process;
		this.exit = process.onExit().thenApply((gone) -> UNKNOWN);
		this.guard = RedisGuard.hold(process);
		this.output = RedisOutput.none();
	}

	/**
	 * Keep a server alive that another primary has started.
	 * @param pid its process
	 * @return the process
	 * @throws IOException if that cannot be done
	 */
	static RedisProcess share(long pid) throws IOException {
		return new RedisProcess(ProcessHandle.of(pid).orElseThrow(() -> new IOException("it has gone")));
	}

	/**
	 * Leave it to another primary.
	 */
	void release() {
		try {
			this.guard.close();
		}
		catch (IOException ex) {
			// The pipe is closed all the same.
		}
	}

	/**
	 * Start a server and wait until it answers.
	 * @param executable the server's executable file
	 * @param site where it is to live
	 * @param timeout longest wait
	 * @return the process
	 * @throws RedisStartException if it exits or does not answer in time; it is gone then
	 * @throws InterruptedException if interrupted while waiting; it is gone then
	 */
	static RedisProcess start(Path executable, RedisSite site, Duration timeout)
			throws RedisStartException, InterruptedException {
		Path configuration = site.directory().resolve("redis.conf");
		try {
			write(configuration, site.configuration());
			ProcessBuilder command = new ProcessBuilder("sh", "-c", SCRIPT, "sh", executable.toString(),
					configuration.toString());
			RedisProcess redis = new RedisProcess(command.redirectErrorStream(true).start());
			redis.awaitAnswer(site, System.nanoTime() + timeout.toNanos());
			return redis;
		}
		catch (IOException ex) {
			throw new RedisStartException(String.valueOf(ex.getMessage()));
		}
		finally {
			delete(configuration);
		}
	}

	private void awaitAnswer(RedisSite site, long deadline) throws RedisStartException, InterruptedException {
		boolean answered = false;
		try {
			while (!RedisPing.answers(site.address(), Optional.of(site.password()), PING_TIMEOUT)) {
				if (hasExitedWithin(POLL)) {
					throw new RedisStartException("it exited with code " + awaitExit()
							+ this.output.lastLine().map((line) -> " (" + line + ")").orElse(""));
				}
				if (System.nanoTime() - deadline > 0) {
					throw new RedisStartException("it did not answer in time");
				}
			}
			answered = true;
		}
		finally {
			if (!answered) {
				stop();
			}
		}
	}

	private boolean hasExitedWithin(Duration time) throws InterruptedException {
		try {
			this.exit.get(time.toNanos(), TimeUnit.NANOSECONDS);
			return true;
		}
		catch (ExecutionException | TimeoutException ex) {
			return false;
		}
	}

	long pid() {
		return this.process.pid();
	}

	/**
	 * Wait until it is gone.
	 * @return its exit code, or -1 where another primary has started it
	 * @throws InterruptedException if interrupted while waiting
	 */
	int awaitExit() throws InterruptedException {
		try {
			return this.exit.get();
		}
		catch (ExecutionException ex) {
			return UNKNOWN;
		}
	}

	/**
	 * End it at once; there is nothing that it would have to save.
	 */
	void stop() {
		this.process.destroyForcibly();
		this.exit.copy().completeOnTimeout(UNKNOWN, 1, TimeUnit.SECONDS).join();
		release();
	}

	private static void write(Path file, String text) throws IOException {
		Files.deleteIfExists(file);
		Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
		Files.writeString(file, text);
	}

	private static void delete(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			// It lies in our private directory, which the primary removes at its end.
		}
	}

}
