package io.bootcluster.primary.redis;

import java.time.Duration;

/**
 * How long to wait before a Redis of our own is started again: 200 ms after a calm life,
 * doubling up to 5 s while its lives are short. Confined to one thread.
 */
final class RestartDelay {

	static final Duration SHORTEST = Duration.ofMillis(200);

	static final Duration LONGEST = Duration.ofSeconds(5);

	private static final Duration CALM = Duration.ofSeconds(30);

	private long lastNanos;

	private Duration next = SHORTEST;

	RestartDelay(long nowNanos) {
		this.lastNanos = nowNanos;
	}

	/**
	 * Return how long to wait after an exit.
	 * @param nowNanos when the process exited, monotonic
	 * @return the delay
	 */
	Duration next(long nowNanos) {
		if (nowNanos - this.lastNanos > CALM.toNanos()) {
			this.next = SHORTEST;
		}
		this.lastNanos = nowNanos;
		Duration delay = this.next;
		Duration doubled = delay.multipliedBy(2);
		this.next = (doubled.compareTo(LONGEST) < 0) ? doubled : LONGEST;
		return delay;
	}

}
