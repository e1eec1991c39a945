package io.bootcluster.primary.release;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * A process that does something for a release and ends: bounded in time, and cut short
 * when nobody needs it any more. Safe from any thread.
 */
final class Errand {

	private final List<String> command;

	private final Path log;

	private @Nullable Process process;

	private boolean cancelled;

	/**
	 * Create an errand that has not begun.
	 * @param command the program and its arguments
	 * @param log takes what it prints
	 */
	Errand(List<String> command, Path log) {
		this.command = List.copyOf(command);
		this.log = log;
	}

	/**
	 * Run it, and wait for its end on this thread. It holds a pipe to us as its standard
	 * input.
	 * @param limit time that it may take
	 * @return its exit code
	 * @throws InterruptedIOException if it was cancelled
	 * @throws IOException if it did not start or took too long
	 */
	int run(Duration limit) throws IOException {
		Process running = begin();
		try {
			if (!running.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
				end(running);
				throw new IOException("it took longer than " + limit.toSeconds() + " s");
			}
			synchronized (this) {
				if (this.cancelled) {
					throw new InterruptedIOException("it was cut short");
				}
			}
			return running.exitValue();
		}
		catch (InterruptedException ex) {
			end(running);
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("it was interrupted");
		}
	}

	private synchronized Process begin() throws IOException {
		if (this.cancelled) {
			throw new InterruptedIOException("it was cut short");
		}
		ProcessBuilder builder = new ProcessBuilder(this.command).redirectErrorStream(true)
			.redirectOutput(this.log.toFile());
		WorkerCommand.clean(builder.environment());
		this.process = builder.start();
		return this.process;
	}

	/**
	 * Cut it short, now or before it begins.
	 */
	synchronized void cancel() {
		this.cancelled = true;
		if (this.process != null) {
			end(this.process);
		}
	}

	private static void end(Process process) {
		process.descendants().forEach(ProcessHandle::destroyForcibly);
		process.destroyForcibly();
	}

}
