package io.bootcluster.primary;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Whether this node drains: it says so, while it still accepts and answers, so that no
 * balancer in front of it is surprised when it refuses. An operator may undo it; a stop
 * begins with it. What drains one worker is the supervisor's. Safe from any thread.
 */
final class NodeDrain implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Primary.class);

	private final Duration delay;

	private final Listener listener;

	private final Time time;

	private Stage stage = Stage.SERVING;

	private long sinceNanos;

	private String why = "";

	/**
	 * Create a node that does not drain.
	 * @param delay how long a node that drains goes on accepting before it stops
	 * @param listener told what follows
	 * @param time the time
	 */
	NodeDrain(Duration delay, Listener listener, Time time) {
		this.delay = delay;
		this.listener = listener;
		this.time = time;
	}

	synchronized boolean isDraining() {
		return this.stage.drains;
	}

	/**
	 * Drain until this is undone. Does nothing if the node drains already.
	 * @param why who asks for it
	 */
	synchronized void begin(String why) {
		if (!this.stage.drains) {
			logger.info("Draining (" + why + "): every request is answered, and with each answer its client is told"
					+ " to close");
			enter(Stage.DRAINED);
		}
	}

	/**
	 * Serve again. Does nothing if the node serves.
	 * @param why who asks for it
	 * @throws IllegalStateException if the node stops
	 */
	synchronized void undo(String why) {
		if (this.stage.stops) {
			throw new IllegalStateException("the node stops");
		}
		if (this.stage.drains) {
			logger.info("Serving again (" + why + ")");
			enter(Stage.SERVING);
		}
	}

	/**
	 * Stop, once balancers had time to notice; at once when called again, where nobody is
	 * sent here yet, or where the node has drained for long enough.
	 * @param why who asks for it
	 * @param serving whether the node has been serving, so that requests come
	 */
	synchronized void stop(String why, boolean serving) {
		Duration left = serving ? left() : Duration.ZERO;
		if (this.stage.stops || left.isZero()) {
			end(why);
			return;
		}
		logger.info("Draining (" + why + "): refuses nothing for another " + left.toMillis()
				+ " ms, so that balancers notice; a second signal hastens");
		this.why = why;
		enter(Stage.WAITING);
		this.time.after(left, this::waited);
	}

	private Duration left() {
		long drained = this.stage.drains ? this.time.nanos().getAsLong() - this.sinceNanos : 0;
		return Duration.ofNanos(Math.max(0, this.delay.toNanos() - drained));
	}

	private synchronized void waited() {
		if (this.stage == Stage.WAITING) {
			end(this.why);
		}
	}

	private void end(String why) {
		enter(Stage.ENDING);
		this.listener.end(why);
	}

	private void enter(Stage next) {
		if (!this.stage.drains) {
			this.sinceNanos = this.time.nanos().getAsLong();
		}
		boolean changed = this.stage.drains != next.drains;
		this.stage = next;
		if (changed) {
			this.listener.drains(next.drains);
		}
	}

	/**
	 * Begin nothing any more.
	 */
	@Override
	public synchronized void close() {
		this.stage = Stage.ENDING;
	}

	private enum Stage {

		SERVING(false, false), DRAINED(true, false), WAITING(true, true), ENDING(true, true);

		private final boolean drains;

		private final boolean stops;

		Stage(boolean drains, boolean stops) {
			this.drains = drains;
			this.stops = stops;
		}

	}

	/**
	 * Told what follows. Must return at once.
	 */
	interface Listener {

		/**
		 * The node drains, or does so no more.
		 * @param drains whether it does
		 */
		void drains(boolean drains);

		/**
		 * Refuse and stop now; when called again, wait for nothing.
		 * @param why who asked for it
		 */
		void end(String why);

	}

	/**
	 * The time.
	 *
	 * @param nanos monotonic nanoseconds
	 * @param timer runs something later
	 */
	record Time(LongSupplier nanos, Timer timer) {

		static Time system() {
			return new Time(System::nanoTime, (delay,
					task) -> CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS).execute(task));
		}

		private void after(Duration delay, Runnable task) {
			this.timer.run(delay, task);
		}

	}

	/**
	 * Runs something later.
	 */
	@FunctionalInterface
	interface Timer {

		void run(Duration delay, Runnable task);

	}

}
