package io.bootcluster.primary.dispatch;

import java.time.Duration;

/**
 * Tells whether a client sends a request's body fast enough: it has a grace, and each
 * octet buys it time. Time counts only while it is the client's turn, that is while its
 * octets are read and somebody waits for them. Confined to its event loop.
 * <p>
 * Prior art: Kestrel's {@code MinRequestBodyDataRate}, whose rate we took, and
 * {@code MinRate} of Apache's {@code mod_reqtimeout}, whose formula it is.
 */
final class BodyPace {

	/**
	 * Time left while nothing counts, and the most that can be bought.
	 */
	static final long ENDLESS = Long.MAX_VALUE / 4;

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final long grace;

	private final long rate;

	private long allowed;

	private long since;

	private boolean running;

	/**
	 * Make a pace, with nothing to hold it against yet.
	 * @param grace what the client has in any case
	 * @param rate octets in a second, or 0 for as slow as it likes
	 */
	BodyPace(Duration grace, long rate) {
		this.grace = Math.min(grace.toNanos(), ENDLESS);
		this.rate = rate;
	}

	/**
	 * Expect another body. Nothing counts before it is the client's turn.
	 */
	void begin() {
		this.allowed = (this.rate > 0) ? this.grace : ENDLESS;
		this.running = false;
	}

	/**
	 * Take note of octets that have arrived.
	 * @param octets how many, framing included
	 */
	void took(int octets) {
		if (this.rate > 0) {
			this.allowed = Math.min(this.allowed + octets * SECOND / this.rate, ENDLESS);
		}
	}

	/**
	 * Take note of whether we wait for the client.
	 * @param turn {@code false} while it is made to wait
	 * @param now the monotonic time
	 */
	void turn(boolean turn, long now) {
		if (this.running) {
			this.allowed -= now - this.since;
		}
		this.since = now;
		this.running = turn && this.rate > 0;
	}

	/**
	 * Return how much longer may pass until the client is too slow, if nothing more
	 * arrives.
	 * @param now the monotonic time
	 * @return nanoseconds, 0 or less if it is too slow already
	 */
	long left(long now) {
		return this.running ? this.allowed - (now - this.since) : ENDLESS;
	}

}
