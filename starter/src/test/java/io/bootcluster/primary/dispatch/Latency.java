package io.bootcluster.primary.dispatch;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long requests take that have nothing to do with the trouble that others make. Held
 * at three times what it is without trouble, and printed.
 */
final class Latency {

	static final String REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

	private static final Log logger = LogFactory.getLog(Latency.class);

	private static final int REQUESTS = 500;

	private static final int WARM_UPS = 5;

	/**
	 * A machine that is busy with other things is not told from a slow dispatcher below
	 * this.
	 */
	private static final long LEAST = Duration.ofMillis(1).toNanos();

	private Latency() {
	}

	/**
	 * Return the time that the middle one of many requests takes, none of which may fail.
	 * @param client a connection
	 * @return nanoseconds
	 */
	static long median(Wire client) throws IOException {
		long[] times = new long[REQUESTS];
		for (int i = 0; i < REQUESTS; i++) {
			long start = System.nanoTime();
			assertThat(client.send(REQUEST).message()).startsWith("HTTP/1.1 200").endsWith("hello");
			times[i] = System.nanoTime() - start;
		}
		Arrays.sort(times);
		return times[REQUESTS / 2];
	}

	/**
	 * Return the same once both sides are warm.
	 * @param client a connection
	 * @return nanoseconds
	 */
	static long alone(Wire client) throws IOException {
		long last = 0;
		for (int i = 0; i < WARM_UPS; i++) {
			last = median(client);
		}
		return last;
	}

	static void check(String what, long alone, long beside) {
		logger.info("%s: %d us (alone: %d us)".formatted(what, beside / 1000, alone / 1000));
		assertThat(beside).as(what).isLessThanOrEqualTo(3 * Math.max(alone, LEAST));
	}

}
