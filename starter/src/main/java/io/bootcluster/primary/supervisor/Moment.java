package io.bootcluster.primary.supervisor;

import java.time.Duration;
import java.time.Instant;

/**
 * When a turn of the supervisor happens: for deadlines, and for people.
 *
 * @param at monotonic time since the supervisor began
 * @param wall time of day
 */
record Moment(Duration at, Instant wall) {

	/**
	 * A time that never comes.
	 */
	static final Duration NEVER = Duration.ofDays(365_000);

	boolean reached(Duration deadline) {
		return this.at.compareTo(deadline) >= 0;
	}

	Duration since(Duration earlier) {
		return this.at.minus(earlier);
	}

}
