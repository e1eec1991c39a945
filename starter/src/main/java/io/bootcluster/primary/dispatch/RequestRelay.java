package io.bootcluster.primary.dispatch;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Passes one request on to the worker that has it, and keeps what was sent as long as
 * another worker may have to get it. Confined to its event loop.
 */
final class RequestRelay {

	private final Replay replay;

	private @Nullable WorkerConnection worker;

	private boolean connected;

	private boolean bodyBegun;

	private boolean whole;

	private boolean discarding;

	RequestRelay(ByteBuf head) {
		this.replay = new Replay(head);
	}

	Replay replay() {
		return this.replay;
	}

	@Nullable WorkerConnection worker() {
		return this.worker;
	}

	/**
	 * Take note of the connection that was idle or is being made.
	 * @param connection the connection
	 */
	void assigned(WorkerConnection connection) {
		this.worker = connection;
	}

	/**
	 * Send all that the client has sent so far.
	 * @param connection the connection, which can be written to now
	 */
	void connected(WorkerConnection connection) {
		this.connected = true;
		this.replay.writeTo(connection);
		this.replay.trim();
	}

	/**
	 * Let go of the worker.
	 * @return the connection that there was
	 */
	@Nullable WorkerConnection detach() {
		WorkerConnection detached = this.worker;
		this.worker = null;
		this.connected = false;
		return detached;
	}

	boolean isBodyBegun() {
		return this.bodyBegun;
	}

	void complete() {
		this.whole = true;
	}

	/**
	 * Return whether the client has sent all of it.
	 * @return {@code true} if what follows is the next request
	 */
	boolean isWhole() {
		return this.whole;
	}

	/**
	 * Pass on a part of the body.
	 * @param part the part, owned
	 */
	void body(ByteBuf part) {
		this.bodyBegun = true;
		this.replay.keep(part);
		if (this.worker != null && this.connected && !this.discarding) {
			this.worker.write(part);
			this.replay.trim();
		}
		else {
			part.release();
		}
	}

	void flush() {
		if (this.worker != null && this.connected) {
			this.worker.flush();
		}
	}

	/**
	 * Pass on no more, since the worker takes no more.
	 */
	void discard() {
		this.discarding = true;
	}

	/**
	 * Return whether the rest of the body is still awaited.
	 * @return {@code false} also if nobody wants it
	 */
	boolean isAwaited() {
		return !this.whole && !this.discarding;
	}

	/**
	 * Return whether the client must wait before it sends more.
	 * @return {@code true} if nobody takes it at the moment
	 */
	boolean isCongested() {
		if (this.worker == null || !this.connected) {
			return this.replay.isFull();
		}
		return !this.discarding && !this.worker.isWritable();
	}

	/**
	 * Return whether the kernel took any byte for the current worker.
	 * @return {@code true} if the worker may have seen the request
	 */
	boolean isTaken() {
		return this.connected && ((this.worker != null && this.worker.isHeadTaken()) || this.replay.isHeadBegun());
	}

}
