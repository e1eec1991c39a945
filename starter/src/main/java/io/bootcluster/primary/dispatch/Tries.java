package io.bootcluster.primary.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.bootcluster.primary.dispatch.RetryRule.Attempt;
import io.bootcluster.primary.dispatch.RetryRule.Reached;
import io.bootcluster.primary.dispatch.RetryRule.Verdict;

/**
 * Remembers which workers had a request and how far the current one came, and keeps their
 * counts. Confined to its event loop.
 */
final class Tries {

	/**
	 * For a worker that has died to be known as gone: its connections end first.
	 */
	private static final int SERVER_ERROR = 500;

	private static final long GRACE = Duration.ofSeconds(1).toNanos();

	private final Lane lane;

	private final Request request;

	private List<Backend> failed = List.of();

	private @Nullable Backend current;

	private Reached reached = Reached.NOTHING;

	private final Course course;

	/**
	 * When the request came or a worker failed it.
	 */
	private long since;

	Tries(Lane lane, Request request) {
		this.lane = lane;
		this.request = request;
		this.course = new Course(lane.shared());
		this.since = this.course.begun();
	}

	/**
	 * Return how long ago the request came.
	 * @return nanoseconds, 0 or more
	 */
	long age() {
		return this.course.age();
	}

	Course course() {
		return this.course;
	}

	/**
	 * Begin a try with a worker that had the request not yet.
	 * @return the worker, or {@code null} if none can take the request now
	 */
	@Nullable Backend next() {
		Backend chosen = this.lane.choose(this.request.door(), this.failed);
		if (chosen != null) {
			this.current = chosen;
			this.reached = Reached.NOTHING;
			chosen.began();
			this.course.tried(chosen);
			this.lane.laggards().routed(chosen);
		}
		return chosen;
	}

	/**
	 * Return how much longer the request may wait for a worker: not long if all that are
	 * known had it, since only the news that one of them is gone would help.
	 * @return nanoseconds, 0 or more
	 */
	long patience() {
		long patience = this.lane.shared().patience().toNanos();
		long most = isExhausted() ? Math.min(GRACE, patience) : patience;
		return Math.max(most - (this.lane.deadlines().now() - this.since), 0);
	}

	/**
	 * Return whether every worker that is known had the request.
	 * @return {@code true} if waiting for one would not help
	 */
	boolean isExhausted() {
		return Chooser.isExhausted(this.lane.shared().backends(), this.failed);
	}

	/**
	 * Return the worker that failed the request last.
	 * @return the worker, or {@code null} if none has
	 */
	@Nullable Backend lastFailed() {
		return this.failed.isEmpty() ? null : this.failed.get(this.failed.size() - 1);
	}

	@Nullable Backend current() {
		return this.current;
	}

	Reached reached() {
		return this.reached;
	}

	void reach(Reached further) {
		this.reached = further;
	}

	/**
	 * The current worker's answer has begun.
	 * @param status its status
	 */
	void answered(int status) {
		this.reached = Reached.ANSWER;
		this.course.answered(status);
		if (status >= SERVER_ERROR && this.current != null) {
			this.current.erred();
		}
	}

	/**
	 * The current worker refused the connection.
	 */
	void refused() {
		if (this.current != null) {
			this.current.refused(this.lane.deadlines().now());
		}
	}

	/**
	 * The current worker broke its answer or the connection. Where it had seen nothing of
	 * the request, that may have been any idle connection's end.
	 */
	void broken() {
		if (this.current != null && this.reached != Reached.NOTHING) {
			this.current.broken(this.lane.deadlines().now());
		}
	}

	/**
	 * The current worker answered.
	 */
	void good() {
		if (this.current != null) {
			this.current.ejection().good();
		}
	}

	/**
	 * End the current try as failed.
	 * @param replayable whether all that the client has sent so far is still there
	 * @return what becomes of the request
	 */
	Verdict lose(boolean replayable) {
		if (this.current != null) {
			this.current.failed();
			List<Backend> more = new ArrayList<>(this.failed);
			more.add(this.current);
			this.failed = more;
			this.since = this.lane.deadlines().now();
		}
		end();
		return RetryRule
			.judge(new Attempt(this.failed.size(), this.reached, this.request.method().isIdempotent(), replayable));
	}

	/**
	 * The request is over.
	 * @param outcome how it ended
	 */
	void over(Outcome outcome) {
		end();
		this.course.ended(outcome);
	}

	/**
	 * The current worker has the request no longer. May be called more than once.
	 */
	void end() {
		Backend ended = this.current;
		this.current = null;
		if (ended != null) {
			ended.ended();
		}
	}

}
