package io.bootcluster.primary.dispatch;

import java.time.Duration;

import io.bootcluster.AccessLog;
import org.jspecify.annotations.Nullable;

/**
 * What one request goes through, for the counts and the access log: when it came, how
 * long it was held, who had it last, what its answer said. Not what becomes of it, which
 * is the {@link Exchange}'s. Confined to its event loop.
 */
final class Course {

	private static final int SWITCHED = 101;

	private final Shared shared;

	private final long begun;

	private @Nullable Noted noted;

	private @Nullable Backend last;

	private int tries;

	private int status;

	private long bytes;

	private long held;

	private long heldSince;

	private boolean holding;

	Course(Shared shared) {
		this.shared = shared;
		this.begun = now();
	}

	private long now() {
		return this.shared.nanos().getAsLong();
	}

	/**
	 * Return when the request came.
	 * @return the monotonic time
	 */
	long begun() {
		return this.begun;
	}

	/**
	 * Return how long ago the request came.
	 * @return nanoseconds, 0 or more
	 */
	long age() {
		return now() - this.begun;
	}

	/**
	 * Keep what the access log will say of the request's head.
	 */
	void note(Noted head) {
		this.noted = head;
	}

	void held() {
		this.holding = true;
		this.heldSince = now();
	}

	void released() {
		if (this.holding) {
			this.holding = false;
			this.held += now() - this.heldSince;
		}
	}

	void tried(Backend backend) {
		this.last = backend;
		this.tries++;
	}

	void answered(int answer) {
		this.status = answer;
	}

	void passed(int octets) {
		this.bytes += octets;
	}

	/**
	 * Count the request, now that it is over.
	 * @param outcome how it ended
	 */
	void ended(Outcome outcome) {
		released();
		long duration = age();
		Backend worker = this.last;
		int answer = (outcome == Outcome.TUNNEL_CLOSED) ? SWITCHED : this.status;
		SlotTimings timings = (worker != null) ? worker.timings() : this.shared.timings().ofNobody();
		timings.record(outcome, answer, duration);
		if (this.held > 0) {
			this.shared.timings().held().record(this.held);
		}
		Noted head = this.noted;
		AccessLog log = this.shared.accessLog();
		if (head != null && log != null) {
			log.ended(head.entry(new AccessLog.Result(answer, this.bytes, outcome.label(),
					(worker != null) ? worker.id().slot() + "." + worker.id().generation() : "",
					Math.max(this.tries - 1, 0), Duration.ofNanos(duration), Duration.ofNanos(this.held))));
		}
	}

}
