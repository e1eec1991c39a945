package io.bootcluster.primary;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.bootcluster.ClusterView;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the workers' picture of the node current: at once when a life changes, and twice
 * a second while counts move. Owns one thread; every method is safe from any.
 */
final class ViewBroadcast implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(ViewBroadcast.class);

	private static final long PERIOD_MILLIS = 500;

	private final Supplier<ClusterView> drawing;

	private final Consumer<ClusterView> memory;

	private final Consumer<ClusterView> audience;

	private final Thread thread = new Thread(this::run, "bootcluster-view");

	private final Semaphore changes = new Semaphore(0);

	private @Nullable ClusterView shown;

	/**
	 * Begin to show.
	 * @param drawing draws the picture
	 * @param memory takes each picture that is drawn
	 * @param audience is shown those that differ, and those that somebody waits for
	 */
	ViewBroadcast(Supplier<ClusterView> drawing, Consumer<ClusterView> memory, Consumer<ClusterView> audience) {
		this.drawing = drawing;
		this.memory = memory;
		this.audience = audience;
		this.thread.setDaemon(true);
		this.thread.start();
	}

	/**
	 * Show the picture now, also to those who have just come.
	 */
	void showNow() {
		this.changes.release();
	}

	private void run() {
		try {
			while (!Thread.currentThread().isInterrupted()) {
				boolean changed = this.changes.tryAcquire(PERIOD_MILLIS, TimeUnit.MILLISECONDS);
				this.changes.drainPermits();
				show(changed);
			}
		}
		catch (InterruptedException ex) {
			// Closed.
		}
	}

	private void show(boolean always) {
		try {
			ClusterView view = this.drawing.get();
			this.memory.accept(view);
			if (always || !view.equals(this.shown)) {
				this.shown = view;
				this.audience.accept(view);
			}
		}
		catch (RuntimeException ex) {
			logger.warn("The picture of the cluster could not be shown", ex);
		}
	}

	@Override
	public void close() {
		this.thread.interrupt();
	}

}
