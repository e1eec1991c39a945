package io.bootcluster.nodes;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Watches a lease that somebody else holds. Whoever holds it writes it anew at each look;
 * once it has stood still for the expiry by this worker's own clock, nobody believes in
 * it any more. So nothing depends on Redis' clock or its memory: a lease that Redis has
 * forgotten is watched as well. Confined to the announcing thread.
 */
final class LeaseWatch {

	/**
	 * Stands for a lease that is not there.
	 */
	static final String ABSENT = "-";

	private final Duration expiry;

	private @Nullable String lease;

	private long since;

	LeaseWatch(Duration expiry) {
		this.expiry = expiry;
	}

	/**
	 * Take note of the lease as it stands there.
	 * @param lease the text, empty if it is not there
	 * @param now monotonic nanoseconds, after it was read
	 */
	void saw(String lease, long now) {
		String seen = lease.isEmpty() ? ABSENT : lease;
		if (!seen.equals(this.lease)) {
			this.lease = seen;
			this.since = now;
		}
	}

	/**
	 * What has happened since is not known.
	 */
	void lostSight() {
		this.lease = null;
	}

	/**
	 * Return the lease that may be taken.
	 * @param now monotonic nanoseconds
	 * @return its text, or empty if none may
	 */
	String free(long now) {
		return (this.lease != null && nanosLeft(now) <= 0) ? this.lease : "";
	}

	/**
	 * Return how long it must still stand still.
	 * @param now monotonic nanoseconds
	 * @return nanoseconds, or {@link Long#MAX_VALUE} if nothing is watched
	 */
	long nanosLeft(long now) {
		return (this.lease != null) ? this.expiry.toNanos() - (now - this.since) : Long.MAX_VALUE;
	}

}
