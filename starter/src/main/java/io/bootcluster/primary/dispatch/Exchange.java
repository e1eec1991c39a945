package io.bootcluster.primary.dispatch;

import java.util.Objects;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

import io.bootcluster.primary.dispatch.RetryRule.Reached;
import io.bootcluster.primary.dispatch.http.AnswerForm;
import io.bootcluster.primary.dispatch.http.AnswerHead;
import io.bootcluster.primary.dispatch.http.OwnAnswer;
import io.bootcluster.primary.dispatch.http.Upgrade;

/**
 * One request and its answer, whichever workers it takes: it ends exactly once, with an
 * {@link Outcome}. How it can fail is in {@link Mishaps}. Confined to its event loop.
 */
final class Exchange {

	private final Lane lane;

	private final ClientConnection client;

	private final Request request;

	private final RequestRelay upward;

	private final Tries tries;

	private final AnswerRelay downward;

	private final Mishaps mishaps = new Mishaps(this);

	private Stage stage = Stage.ROUTING;

	private @Nullable Tunnel tunnel;

	Exchange(Lane lane, ClientConnection client, Request request, ByteBuf head) {
		this.lane = lane;
		this.client = client;
		this.request = request;
		this.upward = new RequestRelay(head);
		this.tries = new Tries(lane, request);
		this.downward = new AnswerRelay(client, request, this.tries.course(), lane.shared().keepAliveField());
	}

	Request request() {
		return this.request;
	}

	Shared shared() {
		return this.lane.shared();
	}

	Replay replay() {
		return this.upward.replay();
	}

	Tries tries() {
		return this.tries;
	}

	Stage stage() {
		return this.stage;
	}

	ClientConnection client() {
		return this.client;
	}

	Mishaps mishaps() {
		return this.mishaps;
	}

	RequestRelay upward() {
		return this.upward;
	}

	void start(boolean complete) {
		if (complete) {
			this.upward.complete();
		}
		else {
			this.client.waiting().pace().begin();
		}
		shared().counters().routed();
		route();
	}

	private void route() {
		Backend chosen = this.tries.next();
		if (chosen != null) {
			this.stage = Stage.CONNECTING;
			this.lane.pool(chosen, this.request.door()).acquire(this);
		}
		else if (this.lane.held().offer(this)) {
			this.stage = Stage.HELD;
			this.client.waiting().forWorker(this.tries.patience());
		}
		else {
			this.mishaps.unserved("Too many requests are waiting for a worker.");
		}
	}

	/**
	 * Look for a worker again, after having been held or failed by one.
	 */
	void resume() {
		this.stage = Stage.ROUTING;
		this.client.waiting().forRoute();
		route();
		this.upward.flush();
		this.client.updateReading();
	}

	void connected(WorkerConnection connection) {
		this.stage = Stage.SENT;
		this.upward.connected(connection);
		awaitMore();
	}

	/**
	 * Wait for whoever must go on. A client may wait for a 100 before it sends its body.
	 */
	void awaitMore() {
		boolean held = this.request.continueExpected() && !this.upward.isBodyBegun() && !this.downward.isContinued();
		this.client.waiting().forMore(this.stage, this.upward, held);
	}

	/**
	 * Take a part of the request's body.
	 * @param part the part, owned
	 * @param last whether the request is whole with it
	 */
	void body(ByteBuf part, boolean last) {
		this.client.waiting().took(part.readableBytes());
		this.upward.body(part);
		if (last) {
			this.upward.complete();
		}
		if (last && this.stage == Stage.ANSWERED) {
			this.upward.flush();
			complete(true);
		}
		else if (this.stage.isOnWorker()) {
			awaitMore();
		}
	}

	void interim(AnswerHead head, ByteBuf bytes) {
		this.tries.reach(Reached.INTERIM);
		replay().forget();
		this.downward.interim(head, bytes);
		awaitMore();
	}

	void answer(AnswerHead head, ByteBuf bytes) {
		this.stage = Stage.ANSWERING;
		this.tries.answered(head.status());
		replay().drop();
		awaitMore();
		this.downward.begin(head, bytes, this.upward.isWhole());
	}

	void answerBody(ByteBuf bytes, int length) {
		this.downward.body(bytes, length);
	}

	/**
	 * Write what was put together, and stop the worker if the client does not keep up.
	 */
	void pass() {
		this.downward.pass();
		WorkerConnection worker = this.upward.worker();
		if (!this.client.output().isKeepingUp() && worker != null) {
			worker.read(false);
			this.client.waiting().forReader();
		}
		else if (this.upward.isAwaited()) {
			awaitMore();
		}
	}

	/**
	 * The worker takes more of the request again.
	 */
	void workerWritable() {
		this.client.updateReading();
		if (this.stage == Stage.SENT || this.stage == Stage.ANSWERED) {
			awaitMore();
		}
	}

	void clientWritable() {
		WorkerConnection worker = this.upward.worker();
		if (worker != null && this.stage.isOnWorker()) {
			awaitMore();
			worker.read(true);
		}
	}

	/**
	 * The answer has ended. A request that has not goes on, so that connections last.
	 * @param reusable whether the worker's connection is fit for another request
	 */
	void answered(boolean reusable) {
		this.tries.good();
		if (reusable && this.downward.isKeepAlive() && this.upward.isAwaited()) {
			this.stage = Stage.ANSWERED;
			this.client.output().flush();
			awaitMore();
			return;
		}
		complete(reusable && this.upward.isWhole());
	}

	void complete(boolean reusable) {
		WorkerConnection used = Objects.requireNonNull(this.upward.detach());
		boolean stays = this.downward.isKeepAlive() && this.upward.isWhole();
		end(Outcome.ANSWERED);
		used.finish(reusable);
		this.client.ended(stays);
	}

	/**
	 * The worker said 101: the connections become a tunnel.
	 * @param worker the worker's end
	 * @param rest what the worker sent after its answer, owned
	 */
	void switched(ChannelHandlerContext worker, ByteBuf rest) {
		this.downward.pass();
		this.stage = Stage.TUNNEL;
		Backend backend = Objects.requireNonNull(this.tries.current());
		Tunnel opened = new Tunnel(this.lane, this.client.output().channel(), worker.channel(),
				this.request.upgrade() == Upgrade.WEBSOCKET, () -> leave(Outcome.TUNNEL_CLOSED));
		this.tunnel = opened;
		opened.begin(worker, rest);
		this.client.tunnel(opened);
		backend.tunnelled(opened);
	}

	@Nullable Tunnel tunnel() {
		return this.tunnel;
	}

	/**
	 * Answer without a worker.
	 * @param answer the answer
	 * @param form its form
	 */
	void answerHere(OwnAnswer answer, AnswerForm form) {
		boolean stays = this.request.keepAlive() && this.upward.isWhole() && this.client.isLasting();
		leave(Outcome.ANSWERED_HERE);
		this.client.answer(stays ? answer : answer.closing(), this.request.method(), form);
	}

	void abort() {
		if (this.tunnel != null) {
			this.tunnel.close();
			return;
		}
		leave(Outcome.ABORTED);
		this.client.abort(this.downward.isFramed());
	}

	/**
	 * Let go of the worker, whose connection is not fit for another request.
	 */
	void leaveWorker() {
		WorkerConnection left = this.upward.detach();
		if (left != null) {
			left.close();
		}
		this.tries.end();
	}

	/**
	 * End without the worker's whole answer.
	 * @param outcome how
	 */
	void leave(Outcome outcome) {
		if (this.stage == Stage.HELD) {
			this.lane.held().remove(this);
		}
		leaveWorker();
		end(outcome);
	}

	private void end(Outcome outcome) {
		if (this.stage != Stage.ENDED) {
			this.stage = Stage.ENDED;
			shared().failureLog().ended(outcome, replay());
			replay().drop();
			this.downward.drop();
			this.tries.over(outcome);
		}
	}

}
