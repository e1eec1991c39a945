package io.bootcluster;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Monotonic time that stands still while this process does not run, so that nobody is
 * found late after the primary was stopped, swapped out or the machine slept. Whoever
 * uses it must read it more often than the tolerance. Safe from any thread.
 */
public final class SteadyClock implements LongSupplier {

	private static final long TOLERANCE = Duration.ofSeconds(1).toNanos();

	private final LongSupplier source;

	private long last;

	private long lost;

	/**
	 * Create a clock that has lost nothing yet.
	 * @param source the time in nanoseconds, such as {@link System#nanoTime()}
	 */
	public SteadyClock(LongSupplier source) {
		this.source = source;
		this.last = source.getAsLong();
	}

	@Override
	public synchronized long getAsLong() {
		long now = this.source.getAsLong();
		long gap = now - this.last;
		if (gap > TOLERANCE) {
			this.lost += gap;
		}
		this.last = now;
		return now - this.lost;
	}

}
