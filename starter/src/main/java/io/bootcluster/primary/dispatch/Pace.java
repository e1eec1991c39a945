package io.bootcluster.primary.dispatch;

import java.time.Duration;

/**
 * Decides when the tunnels of a leaving worker are told to close: the first at once, then
 * a hundred a second, or as many as it takes to be done within a window. Whoever is told
 * connects again, and what one worker held would otherwise fall on the others in one
 * moment, each with its handshake and its log-in: a thundering herd. RFC 6455 section
 * 7.2.3 asks clients for random delays against that, but browsers leave it to the page's
 * scripts, and many have none; proxies that end connections spread them likewise
 * (HAProxy's {@code close-spread-time}). Values in, values out: time is told in
 * nanoseconds of a monotonic clock.
 */
final class Pace {

	private static final long USUAL = Duration.ofMillis(10).toNanos();

	/**
	 * Who is late makes up for no more than this.
	 */
	private static final long CATCH_UP = Duration.ofMillis(50).toNanos();

	private final long end;

	private long next;

	/**
	 * Make a pace.
	 * @param now the time
	 * @param window how long it may take
	 */
	Pace(long now, Duration window) {
		this.end = now + window.toNanos();
		this.next = now;
	}

	/**
	 * Return how many may be told now; they count as told.
	 * @param now the time
	 * @param left how many have not been told
	 * @return 0 to {@code left}
	 */
	int due(long now, int left) {
		this.next = Math.max(this.next - now, -CATCH_UP) + now;
		int due = 0;
		while (due < left && this.next - now <= 0) {
			due++;
			this.next += step(left - due);
		}
		return due;
	}

	private long step(int left) {
		long window = Math.max(0, this.end - this.next);
		return (left == 0) ? USUAL : Math.min(USUAL, window / left);
	}

	/**
	 * Return how long nobody is due.
	 * @param now the time
	 * @return nanoseconds, 0 or more
	 */
	long pause(long now) {
		return Math.max(0, this.next - now);
	}

}
