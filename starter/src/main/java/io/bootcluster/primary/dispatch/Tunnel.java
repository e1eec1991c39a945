package io.bootcluster.primary.dispatch;

import java.time.Duration;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/**
 * Two connections that have become one after a worker's 101: bytes pass both ways as they
 * are, and closing either side closes the other. Confined to its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class Tunnel {

	private static final Duration LAST_BYTES = Duration.ofSeconds(10);

	private final ChannelHandlerContext worker;

	private final Runnable closed;

	private final Deadline deadline;

	private Channel[] ends = {};

	private boolean over;

	Tunnel(Lane lane, ChannelHandlerContext worker, Runnable closed) {
		this.worker = worker;
		this.closed = closed;
		this.deadline = new Deadline(lane.deadlines(), this::close);
	}

	/**
	 * Begin.
	 * @param client the client's end
	 * @param rest what the client has sent already, owned
	 */
	void open(ChannelHandlerContext client, ByteBuf rest) {
		Channel left = client.channel();
		Channel right = this.worker.channel();
		this.ends = new Channel[] { left, right };
		begin(client.handler(), left, right);
		begin(this.worker.handler(), right, left);
		right.writeAndFlush(rest, right.voidPromise());
		left.flush();
		left.config().setAutoRead(true);
		right.config().setAutoRead(true);
		if (!left.isActive() || !right.isActive()) {
			close();
		}
	}

	private void begin(ChannelHandler replaced, Channel from, Channel to) {
		from.pipeline().replace(replaced, null, new End(to));
	}

	/**
	 * Close both ends, whatever has not been passed on yet.
	 */
	void close() {
		for (Channel end : this.ends) {
			end.close();
		}
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
	 * Reads from one end and writes to the other.
	 */
	private final class End extends ChannelInboundHandlerAdapter {

		private final Channel other;

		End(Channel other) {
			this.other = other;
		}

		@Override
		public void channelRead(ChannelHandlerContext from, Object message) {
			this.other.write(message, this.other.voidPromise());
			if (!this.other.isWritable()) {
				this.other.flush();
				from.channel().config().setAutoRead(this.other.isWritable());
			}
		}

		@Override
		public void channelReadComplete(ChannelHandlerContext from) {
			this.other.flush();
		}

		@Override
		public void channelWritabilityChanged(ChannelHandlerContext from) {
			if (from.channel().isWritable()) {
				this.other.config().setAutoRead(true);
			}
		}

		@Override
		public void userEventTriggered(ChannelHandlerContext from, Object event) {
			if (event == ChannelInputShutdownEvent.INSTANCE) {
				closeOther();
			}
		}

		@Override
		public void channelInactive(ChannelHandlerContext from) {
			closeOther();
			if (!this.other.isActive()) {
				over();
			}
		}

		private void closeOther() {
			if (this.other.isActive()) {
				Tunnel.this.deadline.in(LAST_BYTES.toNanos());
				this.other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((written) -> this.other.close());
			}
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
			from.close();
		}

	}

}
