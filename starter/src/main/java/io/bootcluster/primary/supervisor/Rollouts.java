package io.bootcluster.primary.supervisor;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

import io.bootcluster.ClusterView;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Which release is wanted, how it came to that, and what is to come next. Confined to the
 * supervisor's thread.
 */
final class Rollouts {

	private static final Log logger = LogFactory.getLog(Supervisor.class);

	private static final int MOST_REMEMBERED = 20;

	private static final String NOT_KNOWN = "unknown";

	private final Deque<ClusterView.Passed> history = new ArrayDeque<>();

	/**
	 * The releases that were wanted before, latest last.
	 */
	private final Deque<String> before = new ArrayDeque<>();

	private final Supplier<Mark> mark;

	private String release;

	private @Nullable Rollout latest;

	private @Nullable Wish wish;

	private long changes;

	/**
	 * Create it with a release that is wanted from the start.
	 * @param release the release's id
	 * @param mark tells how far things are
	 */
	Rollouts(String release, Supplier<Mark> mark) {
		this.release = release;
		this.mark = mark;
	}

	/**
	 * Return the wanted release: that of the last roll-out that was done.
	 */
	String release() {
		return this.release;
	}

	@Nullable Rollout latest() {
		return this.latest;
	}

	/**
	 * Return the roll-out that is under way.
	 */
	@Nullable Rollout running() {
		Rollout rollout = this.latest;
		return (rollout != null && rollout.isRunning()) ? rollout : null;
	}

	boolean isWished() {
		return this.wish != null;
	}

	/**
	 * Return a number that changes with everything that the view shows.
	 */
	long changes() {
		return this.changes;
	}

	/**
	 * Let a roll-out follow when none is under way any more; only the last one that is
	 * wished for will.
	 */
	void wish(Wish next) {
		Wish superseded = this.wish;
		if (superseded != null) {
			refuse(superseded, "another roll-out was wished for before this one began");
		}
		this.wish = next;
	}

	/**
	 * Begin what is wished for.
	 * @return the roll-out, or {@code null} if it had to be refused
	 */
	@Nullable Rollout begin() {
		Wish next = this.wish;
		this.wish = null;
		if (next == null) {
			return null;
		}
		String wanted = next.isBack() ? this.before.peekLast() : next.release();
		if (wanted == null) {
			refuse(next, "there is no release before " + this.release + " to go back to");
			return null;
		}
		Rollout rollout = new Rollout(next, wanted, this.mark.get());
		this.latest = rollout;
		this.changes++;
		logger.info("Roll-out " + next.id() + " of release " + wanted + " begins");
		return rollout;
	}

	/**
	 * Take note of a wish that cannot even begin.
	 */
	void refuse(Wish refused, String reason) {
		String wanted = refused.release();
		Rollout rollout = new Rollout(refused, (wanted != null) ? wanted : NOT_KNOWN, reason);
		remember(rollout);
		if (running() == null) {
			this.latest = rollout;
		}
		logger.error("Roll-out " + refused.id() + " does not begin: " + reason);
	}

	/**
	 * The roll-out is over: its release is the wanted one.
	 */
	void conclude(Rollout rollout) {
		rollout.done();
		if (rollout.wish.isBack()) {
			this.before.pollLast();
		}
		else if (!rollout.release.equals(this.release)) {
			add(this.before, this.release);
		}
		this.release = rollout.release;
		remember(rollout);
		logger.info("All workers run release " + this.release);
	}

	/**
	 * The roll-out failed: the wanted release stays what it was.
	 */
	void withdraw(Rollout rollout, String reason) {
		rollout.withdraw(reason, this.mark.get().launches());
		remember(rollout);
		logger.error("The roll-out of release " + rollout.release + " is withdrawn: " + reason + "; workers of release "
				+ this.release + " go on");
	}

	/**
	 * The whole cluster stops.
	 */
	void end() {
		Rollout running = running();
		if (running != null) {
			withdraw(running, "the cluster stops");
		}
	}

	private void remember(Rollout rollout) {
		ClusterView.Rollout ended = rollout.view();
		add(this.history, new ClusterView.Passed(ended.id(), rollout.release, ended.state(), ended.reason(),
				this.mark.get().now()));
		this.changes++;
	}

	private static <T> void add(Deque<T> queue, T element) {
		queue.addLast(element);
		if (queue.size() > MOST_REMEMBERED) {
			queue.removeFirst();
		}
	}

	ClusterView.Release view() {
		Rollout rollout = this.latest;
		return new ClusterView.Release(this.release, (rollout != null) ? rollout.view() : null,
				List.copyOf(this.history));
	}

	/**
	 * How far things are.
	 *
	 * @param launches how many lives were launched by now
	 * @param now the time of day
	 */
	record Mark(long launches, Instant now) {
	}

	/**
	 * A roll-out that somebody wishes for.
	 *
	 * @param id id of the wish
	 * @param release the release to run, or {@code null} where that is not known
	 * @param isBack whether it is the release before the wanted one
	 */
	record Wish(String id, @Nullable String release, boolean isBack) {

		static Wish of(String id, String release) {
			return new Wish(id, release, false);
		}

		static Wish back(String id) {
			return new Wish(id, null, true);
		}

		/**
		 * Return a wish for what cannot be read.
		 */
		static Wish unread(String id) {
			return new Wish(id, null, false);
		}

	}

}
