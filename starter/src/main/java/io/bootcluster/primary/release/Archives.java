package io.bootcluster.primary.release;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Has start archives made in the background, one at a time. Safe from any thread.
 */
public final class Archives implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Archives.class);

	private static final long CLOSING_SECONDS = 2;

	private final Releases releases;

	private final Duration limit;

	private final ExecutorService thread = Executors.newSingleThreadExecutor((task) -> {
		Thread thread = new Thread(task, "bootcluster-training");
		thread.setDaemon(true);
		return thread;
	});

	private final Set<String> tried = ConcurrentHashMap.newKeySet();

	private @Nullable Errand errand;

	private boolean held;

	/**
	 * Create a trainer with nothing to do.
	 * @param releases what is trained
	 * @param limit time that one training may take
	 */
	public Archives(Releases releases, Duration limit) {
		this.releases = releases;
		this.limit = limit;
	}

	/**
	 * Have the archive of a release made, unless it cannot be or this was asked before.
	 * What comes of it is told in the log; what was cut short may be asked for again.
	 * @param release the release's id
	 */
	public void trainOnce(String release) {
		if (this.releases.canTrain(release) && this.tried.add(release)) {
			long start = System.nanoTime();
			train(release).whenComplete((made, ex) -> told(release, start, made, ex));
		}
	}

	private void told(String release, long start, @Nullable Boolean made, @Nullable Throwable ex) {
		if (cause(ex) instanceof InterruptedIOException) {
			this.tried.remove(release);
		}
		else if (ex != null) {
			logger.info("Release " + release + " has no start archive: " + reason(ex));
		}
		else if (Boolean.TRUE.equals(made)) {
			Duration took = Duration.ofNanos(System.nanoTime() - start);
			logger.info(
					"Release " + release + " has a start archive after " + took.toMillis() / 1000.0 + " s of training");
		}
	}

	/**
	 * Return why a training failed.
	 * @param ex what {@link #train} completed with, if it was an exception
	 * @return a text for people, empty if it did not fail
	 */
	public static String reason(@Nullable Throwable ex) {
		Throwable cause = cause(ex);
		return (cause != null) ? String.valueOf(cause.getMessage()) : "";
	}

	private static @Nullable Throwable cause(@Nullable Throwable ex) {
		return (ex instanceof CompletionException && ex.getCause() != null) ? ex.getCause() : ex;
	}

	/**
	 * Have the archive of a release made, unless it is there. Workers that start later
	 * use it.
	 * @param release the release's id
	 * @return completes with whether it was made now, or exceptionally with an
	 * {@link IOException} whose message is for people
	 */
	public CompletionStage<Boolean> train(String release) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return this.releases.training(release).run(this.limit, this::begun);
			}
			catch (IOException ex) {
				throw new CompletionException(ex);
			}
		}, this.thread);
	}

	private synchronized void begun(Errand next) {
		this.errand = next;
		if (this.held) {
			next.cancel();
		}
	}

	/**
	 * Cut short what is being made, and let nothing begin until {@link #resume}: its
	 * processor and its memory are needed for something else.
	 */
	public synchronized void hold() {
		if (!this.held) {
			this.held = true;
			if (this.errand != null) {
				this.errand.cancel();
			}
		}
	}

	/**
	 * Let trainings begin again.
	 */
	public synchronized void resume() {
		this.held = false;
	}

	@Override
	public void close() {
		this.thread.shutdown();
		hold();
		try {
			// It removes what it has begun.
			this.thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
