package io.bootcluster.primary.dispatch;

import java.time.Duration;

/**
 * Decides from a worker's answers whether to stop routing to it for a while. A refused
 * connection is enough; broken answers must come in a row, since an application may break
 * one on its own. Any whole answer, whatever its status, is a good one. Safe from any
 * thread.
 */
final class Ejection {

	static final Duration SHORTEST = Duration.ofMillis(200);

	static final Duration LONGEST = Duration.ofSeconds(10);

	static final int BROKEN_IN_A_ROW = 3;

	private static final long NEVER = Long.MIN_VALUE;

	private volatile boolean clean = true;

	private long until = NEVER;

	private volatile boolean ejected;

	private int broken;

	private int times;

	/**
	 * Take note of a whole answer.
	 */
	void good() {
		if (!this.clean) {
			forget();
		}
	}

	private synchronized void forget() {
		this.clean = true;
		this.ejected = false;
		this.broken = 0;
		this.times = 0;
	}

	/**
	 * Take note of a connection that could not be made.
	 * @param now the monotonic time
	 * @return whether the worker is ejected by this
	 */
	synchronized boolean refused(long now) {
		return eject(now);
	}

	/**
	 * Take note of an answer that was malformed, cut short or did not come.
	 * @param now the monotonic time
	 * @return whether the worker is ejected by this
	 */
	synchronized boolean broken(long now) {
		this.clean = false;
		return ++this.broken >= BROKEN_IN_A_ROW && eject(now);
	}

	private boolean eject(long now) {
		this.clean = false;
		if (this.ejected && now - this.until < 0) {
			return false;
		}
		this.until = now + pause(this.times++);
		this.ejected = true;
		return true;
	}

	private static long pause(int times) {
		long doubled = SHORTEST.toNanos() << Math.min(times, 16);
		return Math.min(doubled, LONGEST.toNanos());
	}

	boolean isEjected(long now) {
		return this.ejected && isBefore(now);
	}

	private synchronized boolean isBefore(long now) {
		return now - this.until < 0;
	}

}
