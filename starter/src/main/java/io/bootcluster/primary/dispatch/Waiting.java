package io.bootcluster.primary.dispatch;

import java.time.Duration;
import java.util.function.Consumer;

import io.bootcluster.primary.dispatch.DispatcherSettings.Timeouts;
import org.jspecify.annotations.Nullable;

/**
 * What one client's connection waits for, and for how long: one {@link Phase} at a time.
 * Confined to its event loop.
 */
final class Waiting {

	/**
	 * For a request that is on its way while accepting stops.
	 */
	private static final Duration LAST_CALL = Duration.ofMillis(250);

	private final Deadlines deadlines;

	private final Shared shared;

	private final Deadline deadline;

	private Phase phase = Phase.HEADER;

	private @Nullable BodyPace pace;

	private boolean bodyWanted;

	private int moved;

	private long clientStillSince;

	/**
	 * Make one that waits for nothing yet.
	 * @param lane whose deadlines to use
	 * @param passed told what was waited for in vain
	 */
	Waiting(Lane lane, Consumer<Phase> passed) {
		this.deadlines = lane.deadlines();
		this.shared = lane.shared();
		this.deadline = new Deadline(this.deadlines, () -> passed.accept(this.phase));
	}

	private Timeouts timeouts() {
		return this.shared.timeouts();
	}

	private void begin(Phase next, long nanos) {
		this.phase = next;
		this.deadline.in(nanos);
	}

	void forFirstRequest() {
		begin(Phase.HEADER, timeouts().header().toNanos());
	}

	/**
	 * A head is not whole yet.
	 * @param begun whether more of it is there than a stray line end
	 */
	void forHead(boolean begun) {
		if (begun && (this.phase != Phase.HEADER || !this.deadline.isSet())) {
			begin(Phase.HEADER, timeouts().header().toNanos());
		}
	}

	void forNextRequest() {
		begin(Phase.IDLE, timeouts().idle().toNanos());
	}

	void forLastRequest() {
		begin(Phase.IDLE, LAST_CALL.toNanos());
	}

	void forWorker(long nanos) {
		begin(Phase.HOLD, nanos);
	}

	/**
	 * Wait for no one while a request looks for a worker, least of all for its body.
	 */
	void forRoute() {
		if (this.pace != null) {
			this.pace.turn(false, this.deadlines.now());
		}
		forNothing();
	}

	/**
	 * Wait for whoever must go on with a request.
	 * @param stage how far it has come
	 * @param upward its way to the worker
	 * @param held whether the client may not send its body yet
	 */
	void forMore(Stage stage, RequestRelay upward, boolean held) {
		if (upward.isAwaited() && !held) {
			forBody(stage, upward.isCongested());
		}
		else if (stage == Stage.SENT) {
			forAnswer();
		}
		else {
			forNothing();
		}
	}

	/**
	 * Wait until a body stalls or falls behind its pace. While its answer comes there is
	 * no pace: the two may well be a conversation, in which the client is silent for as
	 * long as it listens. Once the answer has ended there is nothing more to hear.
	 */
	private void forBody(Stage stage, boolean congested) {
		boolean over = stage == Stage.ANSWERED;
		long now = this.deadlines.now();
		forClient(now);
		long stall = (over ? timeouts().header() : timeouts().stall()).toNanos();
		BodyPace current = pace();
		this.bodyWanted = stage != Stage.ANSWERING && !congested;
		current.turn(this.bodyWanted, now);
		begin(over ? Phase.REST : Phase.BODY, Math.max(Math.min(stall, current.left(now)), 0));
	}

	/**
	 * Take note of octets of a body.
	 * @param octets how many have arrived
	 */
	void took(int octets) {
		this.moved += octets;
		pace().took(octets);
	}

	private void forClient(long now) {
		if (!isForClient() || this.moved >= Laggards.PROGRESS) {
			this.clientStillSince = now;
			this.moved = 0;
		}
	}

	/**
	 * Return since when the client has hardly moved, if a worker waits for it.
	 * @return the monotonic time
	 */
	long clientStillSince() {
		return this.clientStillSince;
	}

	/**
	 * Return whether a worker waits for the client now.
	 * @return {@code true} if it is to send more of a body or to take more of an answer
	 */
	boolean isForClient() {
		return this.deadline.isSet() && (this.phase == Phase.SEND || (this.phase == Phase.BODY && this.bodyWanted));
	}

	/**
	 * Return how fast the current request's body comes.
	 * @return the pace
	 */
	BodyPace pace() {
		BodyPace known = this.pace;
		if (known == null) {
			known = new BodyPace(timeouts().header(), this.shared.limits().client().bodyRate());
			this.pace = known;
		}
		return known;
	}

	private void forAnswer() {
		if (timeouts().response().isPresent()) {
			begin(Phase.RESPONSE, timeouts().response().get().toNanos());
		}
		else {
			forNothing();
		}
	}

	void forReader() {
		forClient(this.deadlines.now());
		begin(Phase.SEND, timeouts().stall().toNanos());
	}

	void forNothing() {
		this.deadline.clear();
	}

	/**
	 * Return since when a connection without a request has been without one.
	 * @return the monotonic time
	 */
	long idleSince() {
		Duration whole = (this.phase == Phase.HEADER) ? timeouts().header() : timeouts().idle();
		return this.deadline.at() - whole.toNanos();
	}

	/**
	 * Wait no more, for good.
	 */
	void end() {
		this.deadline.cancel();
	}

}
