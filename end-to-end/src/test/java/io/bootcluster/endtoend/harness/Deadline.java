package io.bootcluster.endtoend.harness;

import java.time.Duration;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds a promise about time at three times its bound, because a test machine is busy,
 * and prints the value, because the bound itself matters.
 */
public final class Deadline {

	private static final Log logger = LogFactory.getLog(Deadline.class);

	private Deadline() {
	}

	public static Duration thrice(Duration bound) {
		return bound.multipliedBy(3);
	}

	/**
	 * Print how long something took and insist that it is not far from what is promised.
	 * @param what the thing
	 * @param start when it began, in nanoseconds
	 * @param bound what is promised
	 */
	public static void check(String what, long start, Duration bound) {
		check(what, Duration.ofNanos(System.nanoTime() - start), bound);
	}

	public static void check(String what, Duration took, Duration bound) {
		logger.info("%s: %d ms (promised: %d ms)".formatted(what, took.toMillis(), bound.toMillis()));
		assertThat(took).as(what).isLessThanOrEqualTo(thrice(bound));
	}

}
