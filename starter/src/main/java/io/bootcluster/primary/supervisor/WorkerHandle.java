package io.bootcluster.primary.supervisor;

import java.time.Duration;
import java.util.Optional;

import io.bootcluster.CloseReason;
import io.bootcluster.GateState;
import io.bootcluster.Verdict;
import io.bootcluster.WorkerAddress;
import io.bootcluster.WorkerId;
import io.bootcluster.WorkerState;
import io.bootcluster.control.Message;
import org.jspecify.annotations.Nullable;

/**
 * One life of a worker as seen from the primary: the facts that arrived and how far it
 * has come. Decides nothing. Confined to the supervisor's thread.
 */
final class WorkerHandle {

	/**
	 * How long a life may listen without being ready until others need not wait for it.
	 */
	private static final Duration SETTLING = Duration.ofSeconds(5);

	final WorkerId id;

	final String release;

	final WorkerProcess process;

	/**
	 * Counts all launches, so the highest is the youngest life.
	 */
	final long launch;

	private final Duration launchedAt;

	private WorkerState state = WorkerState.STARTING;

	private Moment since;

	private Duration deadline;

	/**
	 * Where it can be reached, once it listens.
	 */
	@Nullable WorkerAddress address;

	private Duration listeningAt = Moment.NEVER;

	/**
	 * When its line closed.
	 */
	Duration lineLost = Moment.NEVER;

	/**
	 * When it first served.
	 */
	Duration servedAt = Moment.NEVER;

	@Nullable Verdict verdict;

	/**
	 * Why its gate is closed, or {@code null} while it is open or it does not serve.
	 */
	@Nullable CloseReason closed;

	/**
	 * Whether an operator wants its gate closed.
	 */
	boolean heldByOperator;

	Message.@Nullable Beat beat;

	final Wear wear = new Wear();

	/**
	 * Why it is being recycled; empty while it is not.
	 */
	String recycled = "";

	/**
	 * Until when it is left alive so that what it is doing can be kept.
	 */
	Duration examinedUntil = Duration.ZERO;

	/**
	 * What it has shown before it serves, if a roll-out brings it.
	 */
	final Probation probation = new Probation();

	/**
	 * Why it ends; empty as long as it need not.
	 */
	String ending = "";

	/**
	 * Whether the end is nobody's failure.
	 */
	boolean expected;

	boolean leavingAsked;

	boolean drained;

	boolean hastened;

	boolean killed;

	/**
	 * Whether it was told that it starts too slowly or cannot be replaced yet.
	 */
	boolean remarked;

	Farewell farewell = Farewell.ORDER;

	WorkerHandle(WorkerId id, String release, WorkerProcess process, Launch launch) {
		this.id = id;
		this.release = release;
		this.process = process;
		this.launch = launch.number();
		this.launchedAt = launch.moment().at();
		this.since = launch.moment();
		this.deadline = launch.moment().at().plus(launch.limit());
	}

	WorkerState state() {
		return this.state;
	}

	Moment since() {
		return this.since;
	}

	/**
	 * Go forward; only {@link Crew#become} does this, which tells of it.
	 */
	void enter(WorkerState next, Moment now, Duration limit) {
		if (!this.state.canBecome(next)) {
			throw new IllegalStateException(this.id + " cannot go from " + this.state + " to " + next);
		}
		this.state = next;
		this.since = now;
		this.deadline = now.at().plus(limit);
		if (next.isServing()) {
			this.servedAt = now.at();
		}
	}

	void listens(WorkerAddress address, Moment now) {
		if (this.address == null) {
			this.address = address;
			this.listeningAt = now.at();
		}
	}

	void waitUntil(Duration deadline) {
		this.deadline = deadline;
	}

	boolean isOverdue(Moment now) {
		return now.reached(this.deadline);
	}

	/**
	 * Return whether it should be ready by now and is not.
	 */
	boolean isLate(Moment now) {
		return !isServing() && isOverdue(now) && finding() != Verdict.Finding.READY;
	}

	/**
	 * Return what it says of not being ready, as the end of a sentence.
	 */
	String excuse() {
		return (this.verdict != null && !this.verdict.reason().isEmpty()) ? ": " + this.verdict.reason() : "";
	}

	boolean isAlive() {
		return this.state.isAlive();
	}

	/**
	 * Return whether it can still serve, now or later.
	 */
	boolean isStaying() {
		return !this.state.isLeaving();
	}

	boolean isServing() {
		return this.state.isServing();
	}

	boolean hasServed() {
		return this.servedAt.compareTo(Moment.NEVER) < 0;
	}

	/**
	 * Return how long it took until it served first, or -1 before that.
	 */
	long startMillis() {
		return hasServed() ? this.servedAt.minus(this.launchedAt).toMillis() : -1;
	}

	boolean isListening() {
		return this.address != null;
	}

	/**
	 * Return whether it is still coming up, so that others may have to wait for it.
	 */
	boolean isStarting(Moment now) {
		return this.state == WorkerState.STARTING && !isSettled(now);
	}

	/**
	 * Return whether it came up but is kept from serving by what it says of itself.
	 */
	boolean isSettled(Moment now) {
		return this.state == WorkerState.STARTING && isListening()
				&& now.since(this.listeningAt).compareTo(SETTLING) >= 0;
	}

	/**
	 * Return whether health may condemn it: not while it has time left to start.
	 */
	boolean isJudged() {
		return isServing() || (this.state == WorkerState.STARTING && this.remarked);
	}

	Verdict.@Nullable Finding finding() {
		return (this.verdict != null) ? this.verdict.finding() : null;
	}

	@Nullable GateState gate() {
		if (!isServing()) {
			return null;
		}
		return (this.closed != null) ? this.closed.gate() : GateState.OPEN;
	}

	Optional<Message.Beat> lastBeat() {
		return Optional.ofNullable(this.beat);
	}

	@Override
	public String toString() {
		return this.id + " (pid " + this.process.pid() + ")";
	}

	/**
	 * How a drained life is ended.
	 */
	enum Farewell {

		/**
		 * By the order to exit.
		 */
		ORDER,

		/**
		 * By force: it could not follow an order.
		 */
		KILL

	}

	/**
	 * The circumstances of a launch.
	 *
	 * @param number how many launches there have been, with this one
	 * @param moment when
	 * @param limit how long it may take to start
	 */
	record Launch(long number, Moment moment, Duration limit) {
	}

}
