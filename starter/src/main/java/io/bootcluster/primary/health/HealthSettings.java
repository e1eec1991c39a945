package io.bootcluster.primary.health;

import java.time.Duration;

/**
 * When a worker is asked, and when it is given up.
 *
 * @param interval from one round of probes to the next
 * @param timeout how long an answer may take
 * @param threshold how many bad rounds in a row cost a worker its life, 1 or more
 */
public record HealthSettings(Duration interval, Duration timeout, int threshold) {

	private static final Duration FIRST_INTERVAL = Duration.ofMillis(500);

	/**
	 * Return how long a worker must be silent to be given up.
	 * @return the interval, threshold times
	 */
	Duration patience() {
		return this.interval.multipliedBy(this.threshold);
	}

	/**
	 * Return how soon a worker is asked again that was never ready yet, so that it does
	 * not wait for long to serve.
	 * @return the interval, but half a second at most
	 */
	Duration firstInterval() {
		return (this.interval.compareTo(FIRST_INTERVAL) < 0) ? this.interval : FIRST_INTERVAL;
	}

	/**
	 * Return how long a worker may take to answer whose beats have stopped already.
	 * @return half of the timeout
	 */
	Duration urgentTimeout() {
		return this.timeout.dividedBy(2);
	}

}
