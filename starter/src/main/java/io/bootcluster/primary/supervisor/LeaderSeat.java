package io.bootcluster.primary.supervisor;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.bootcluster.WorkerId;
import io.bootcluster.control.Leading;
import io.bootcluster.control.Message;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Who leads, and the memory of what leaders have run. There never are two: the seat is
 * free only once the last leader has said that it stepped down, or its process is gone
 * and everything that it had said is heard. Confined to the supervisor's thread.
 */
final class LeaderSeat {

	private static final Log logger = LogFactory.getLog(Supervisor.class);

	private static final int MOST_TASKS = 5000;

	/**
	 * The end of a process closes its line at once; only if that is not heard, we go on
	 * without it.
	 */
	private static final Duration LAST_WORDS = Duration.ofSeconds(1);

	private @Nullable WorkerHandle leader;

	private boolean asked;

	private boolean shut;

	private Duration steppedDown = Moment.NEVER;

	private Duration exited = Moment.NEVER;

	/**
	 * When the latest run of each task was due.
	 */
	private final Map<String, Instant> runs = new LinkedHashMap<>();

	private final Map<String, Instant> running = new LinkedHashMap<>();

	/**
	 * Return who leads, even if it is leaving.
	 * @param now when
	 * @return the leader, or {@code null} while the seat is free
	 */
	@Nullable WorkerHandle leader(Moment now) {
		return isFree(now) ? null : this.leader;
	}

	boolean isLeader(WorkerHandle life, Moment now) {
		return life == leader(now);
	}

	/**
	 * Return whether a leader that leaves, or that another primary's is to follow, must
	 * still be asked to step down.
	 */
	boolean isToBeAsked(WorkerHandle leader) {
		return (this.shut || !leader.isStaying()) && leader.isAlive() && !this.asked;
	}

	/**
	 * Nobody may lead here, since the leader is another primary's.
	 */
	void shut() {
		this.shut = true;
	}

	boolean isShut() {
		return this.shut;
	}

	/**
	 * The leader may be here again.
	 * @param others when the latest run of each task was due elsewhere
	 */
	void open(Map<String, Instant> others) {
		this.shut = false;
		others.forEach((task, due) -> this.runs.merge(task, due, (one, two) -> one.isAfter(two) ? one : two));
	}

	/**
	 * Return when the latest run of each task was due.
	 * @return a copy
	 */
	Map<String, Instant> runs() {
		return Map.copyOf(this.runs);
	}

	private boolean isFree(Moment now) {
		WorkerHandle last = this.leader;
		if (last == null || now.reached(this.steppedDown)) {
			return true;
		}
		return now.reached(this.exited) && (now.reached(last.lineLost) || now.reached(this.exited.plus(LAST_WORDS)));
	}

	void asked() {
		this.asked = true;
	}

	Leading.Lead take(WorkerHandle next, Moment now) {
		WorkerHandle last = this.leader;
		Duration left = (this.steppedDown.compareTo(this.exited) < 0) ? this.steppedDown : this.exited;
		logger.info(next + " leads"
				+ ((last != null) ? ", " + now.since(left).toMillis() + " ms after " + last + " did" : ""));
		this.leader = next;
		this.asked = false;
		this.steppedDown = Moment.NEVER;
		this.exited = Moment.NEVER;
		this.running.clear();
		return new Leading.Lead(this.runs);
	}

	/**
	 * Take note of what a worker said. The leader's last words count after its end, too.
	 * @param worker who
	 * @param message what
	 * @param now when
	 * @return whether something has changed that others see
	 */
	boolean said(WorkerId worker, Message.Up message, Moment now) {
		WorkerHandle last = this.leader;
		if (last == null || !last.id.equals(worker)) {
			return false;
		}
		if (message instanceof Leading.Began began) {
			this.running.put(began.task(), began.due());
			if (this.runs.size() < MOST_TASKS || this.runs.containsKey(began.task())) {
				this.runs.put(began.task(), began.due());
			}
		}
		else if (message instanceof Leading.Ended ended) {
			this.running.remove(ended.task());
		}
		else if (message instanceof Leading.SteppedDown && this.asked) {
			this.steppedDown = now.at();
			return true;
		}
		return false;
	}

	void lineClosed(WorkerId worker, Moment now) {
		WorkerHandle last = this.leader;
		if (last != null && last.id.equals(worker) && !now.reached(last.lineLost)) {
			last.lineLost = now.at();
		}
		tellOfCutRuns(now);
	}

	void exited(WorkerHandle life, Moment now) {
		if (life == this.leader) {
			this.exited = now.at();
			tellOfCutRuns(now);
		}
	}

	/**
	 * Nobody can know how far they came, so nobody may repeat them.
	 */
	private void tellOfCutRuns(Moment now) {
		if (now.reached(this.exited) && !this.running.isEmpty() && isFree(now)) {
			logger.warn(this.leader + " ended while it ran what is not run again before it is next due: "
					+ this.running.entrySet()
						.stream()
						.map((run) -> run.getKey() + " (due " + run.getValue() + ")")
						.collect(Collectors.joining(", ")));
			this.running.clear();
		}
	}

}
