package io.bootcluster.primary.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

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

	private static final Duration POLL = Duration.ofMillis(10);

	private static final Duration PING_TIMEOUT = Duration.ofMillis(500);

	private final Process process;

	private final RedisOutput output;

	private RedisProcess(Process process) {
		this.process = process;
		this.output = RedisOutput.of(process);
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
				if (this.process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
					throw new RedisStartException("it exited with code " + this.process.exitValue()
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

	long pid() {
		return this.process.pid();
	}

	/**
	 * Wait until it is gone.
	 * @return its exit code
	 * @throws InterruptedException if interrupted while waiting
	 */
	int awaitExit() throws InterruptedException {
		return this.process.waitFor();
	}

	/**
	 * End it at once; there is nothing that it would have to save.
	 */
	void stop() {
		this.process.destroyForcibly().onExit().completeOnTimeout(this.process, 1, TimeUnit.SECONDS).join();
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
