package io.bootcluster.primary.dispatch;

import java.time.Duration;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;

/**
 * Two connections that have become one after a worker's 101: bytes pass both ways as they
 * are, and what ends on one side ends on the other. The only bytes of our own are those
 * of one Close frame: so a WebSocket's client is told that its worker leaves. Its Close
 * in reply goes on to the worker, which so sees an orderly end, and the worker's own is
 * dropped with all else that it still says, since nothing may follow a Close (RFC 6455
 * section 5.5.1). Confined to its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class Tunnel {

	private static final Duration LAST_BYTES = Duration.ofSeconds(10);

	/**
	 * For either side to answer a Close.
	 */
	private static final Duration REPLY = Duration.ofSeconds(5);

	private final Lane lane;

	private final Channel client;

	private final Channel worker;

	private final Runnable closed;

	private final Deadline deadline;

	private final Frames down;

	private final Frames up;

	private final TunnelEnd clientEnd;

	private final TunnelEnd workerEnd;

	private boolean bidden;

	private boolean said;

	private boolean parted;

	private boolean over;

	/**
	 * Make a tunnel.
	 * @param lane the event loop of both ends
	 * @param client the client's end
	 * @param worker the worker's end
	 * @param framed whether it carries frames of a WebSocket
	 * @param closed told once, when the worker's end is closed
	 */
	Tunnel(Lane lane, Channel client, Channel worker, boolean framed, Runnable closed) {
		this.lane = lane;
		this.client = client;
		this.worker = worker;
		this.closed = closed;
		this.deadline = new Deadline(lane.deadlines(), this::close);
		this.down = framed ? new Frames() : Frames.unknown();
		this.up = framed ? new Frames() : Frames.unknown();
		this.clientEnd = new ClientEnd();
		this.workerEnd = new WorkerEnd();
	}

	Lane lane() {
		return this.lane;
	}

	/**
	 * Begin with the worker's end.
	 * @param before what has handled it so far
	 * @param rest what the worker has sent already, owned
	 */
	void begin(ChannelHandlerContext before, ByteBuf rest) {
		this.worker.pipeline().replace(before.handler(), null, this.workerEnd);
		this.workerEnd.pass(rest);
	}

	/**
	 * Join the client's end.
	 * @param before what has handled it so far
	 * @param rest what the client has sent already, owned
	 */
	void open(ChannelHandlerContext before, ByteBuf rest) {
		this.client.pipeline().replace(before.handler(), null, this.clientEnd);
		this.clientEnd.pass(rest);
		this.client.flush();
		this.worker.flush();
		this.client.config().setAutoRead(true);
		this.worker.config().setAutoRead(true);
		if (!this.client.isActive() || !this.worker.isActive()) {
			close();
		}
	}

	/**
	 * Tell the client that the worker leaves, as soon as a frame of ours can stand
	 * between those of the worker. May be called more than once.
	 */
	void bid() {
		this.bidden = true;
		if (this.down.isClosed() && !this.over) {
			this.deadline.in(REPLY.toNanos());
		}
		else {
			sayIfBidden();
		}
	}

	/**
	 * A Close that is under way from either side is answered by the other one, and ours
	 * would be one too many.
	 */
	private void sayIfBidden() {
		boolean fits = this.down.isBetween() && !this.down.isClosing() && !this.up.isClosing();
		if (this.bidden && fits && !this.said && !this.parted && !this.over) {
			this.said = true;
			CloseCode code = this.lane.shared().isReplaced() ? CloseCode.SERVICE_RESTART : CloseCode.GOING_AWAY;
			code.expect(this.up);
			this.client.writeAndFlush(code.frame(this.client.alloc())).addListener((written) -> allow(REPLY));
			this.worker.config().setAutoRead(true);
		}
	}

	private void allow(Duration time) {
		if (!this.over) {
			this.deadline.in(time.toNanos());
		}
	}

	/**
	 * Both sides of the client's connection have said Close, so that the server closes it
	 * first (RFC 6455 section 7.1.1). The worker gets a moment to answer what it hears.
	 */
	private void replied() {
		this.worker.flush();
		allow(REPLY);
		part();
	}

	/**
	 * Close the client's end, once it has got what was written to it.
	 */
	private void part() {
		if (!this.parted && this.client.isActive()) {
			this.parted = true;
			this.client.pipeline().replace(this.clientEnd, null, new LastWords(this.lane, true));
			this.client.config().setAutoRead(true);
			this.worker.config().setAutoRead(true);
		}
	}

	/**
	 * The worker may stay no longer: tell the client if that is possible just now, and
	 * close.
	 */
	void cut() {
		bid();
		close();
	}

	/**
	 * Close both ends, whatever the worker has not got yet.
	 */
	void close() {
		part();
		this.worker.close();
		over();
	}

	private void over() {
		if (!this.over) {
			this.over = true;
			this.deadline.cancel();
			this.closed.run();
		}
	}

	/**
	 * Passes what the client sends.
	 */
	private final class ClientEnd extends TunnelEnd {

		ClientEnd() {
			super(Tunnel.this.client, Tunnel.this.worker);
		}

		@Override
		boolean admits(ByteBuf bytes) {
			Tunnel.this.up.pass(bytes, bytes.readerIndex());
			return true;
		}

		@Override
		void passed() {
			if (Tunnel.this.said && Tunnel.this.up.isClosed()) {
				replied();
			}
		}

		/**
		 * The worker learns that no more comes, and may still say its last.
		 */
		@Override
		void inputEnded() {
			if (Tunnel.this.said) {
				part();
			}
			Channel worker = Tunnel.this.worker;
			Tunnel.this.allow(LAST_BYTES);
			worker.writeAndFlush(Unpooled.EMPTY_BUFFER)
				.addListener((written) -> ((DuplexChannel) worker).shutdownOutput());
		}

		@Override
		void ended() {
			Channel worker = Tunnel.this.worker;
			Tunnel.this.allow(LAST_BYTES);
			worker.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((written) -> worker.close());
		}

	}

	/**
	 * Passes what the worker sends.
	 */
	private final class WorkerEnd extends TunnelEnd {

		WorkerEnd() {
			super(Tunnel.this.worker, Tunnel.this.client);
		}

		@Override
		boolean admits(ByteBuf bytes) {
			if (Tunnel.this.said || Tunnel.this.parted) {
				return false;
			}
			Frames frames = Tunnel.this.down;
			int index = bytes.readerIndex();
			if (Tunnel.this.bidden && !Tunnel.this.up.isClosing()) {
				index = frames.passFrame(bytes, index);
				if (frames.isBetween() && !frames.isClosing()) {
					bytes.writerIndex(index);
				}
			}
			frames.pass(bytes, index);
			return true;
		}

		@Override
		void passed() {
			sayIfBidden();
		}

		@Override
		void inputEnded() {
			close();
		}

		@Override
		void ended() {
			part();
			over();
		}

	}

}
