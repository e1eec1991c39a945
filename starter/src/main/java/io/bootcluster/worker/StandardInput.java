package io.bootcluster.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.bootcluster.control.Assignment;

/**
 * The pipe from the primary: its first line is the assignment, its end means that the
 * primary is gone. Read by daemon threads of its own.
 */
final class StandardInput {

	private final InputStream pipe;

	StandardInput(InputStream pipe) {
		this.pipe = pipe;
	}

	/**
	 * Read the assignment.
	 * @param deadline how long the primary may take
	 * @return the assignment
	 * @throws NoAssignmentException if there is none
	 */
	Assignment assignment(Duration deadline) {
		CompletableFuture<Assignment> assignment = new CompletableFuture<>();
		start(() -> {
			try {
				assignment.complete(Assignment.readFrom(this.pipe));
			}
			catch (IOException | RuntimeException ex) {
				assignment.completeExceptionally(ex);
			}
		});
		try {
			return assignment.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			throw new NoAssignmentException("Nothing came on standard input for " + deadline.toSeconds() + " s", ex);
		}
		catch (ExecutionException ex) {
			Throwable cause = (ex.getCause() != null) ? ex.getCause() : ex;
			throw new NoAssignmentException(String.valueOf(cause.getMessage()), cause);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new NoAssignmentException("Waiting for it was interrupted", ex);
		}
	}

	/**
	 * Watch for the end. Called after the assignment was read.
	 * @param ended called once
	 */
	void whenEnded(Runnable ended) {
		start(() -> {
			try {
				this.pipe.transferTo(OutputStream.nullOutputStream());
			}
			catch (IOException ex) {
				// As good as the end
			}
			ended.run();
		});
	}

	private static void start(Runnable reading) {
		Thread thread = new Thread(reading, "bootcluster-stdin");
		thread.setDaemon(true);
		thread.start();
	}

}
