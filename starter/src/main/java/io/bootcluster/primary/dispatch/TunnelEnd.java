package io.bootcluster.primary.dispatch;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/**
 * Reads from one end of a {@link Tunnel} and writes to the other, as fast as that one
 * takes it. Confined to its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored")
abstract class TunnelEnd extends ChannelInboundHandlerAdapter {

	private final Channel self;

	private final Channel other;

	TunnelEnd(Channel self, Channel other) {
		this.self = self;
		this.other = other;
	}

	/**
	 * Look at bytes that would pass.
	 * @param bytes what was read; may be shortened
	 * @return whether they pass
	 */
	abstract boolean admits(ByteBuf bytes);

	/**
	 * The bytes last looked at have passed or were dropped.
	 */
	abstract void passed();

	/**
	 * The peer will send nothing more.
	 */
	abstract void inputEnded();

	/**
	 * The connection is closed.
	 */
	abstract void ended();

	/**
	 * Pass bytes on, unflushed.
	 * @param bytes the bytes, owned
	 * @return whether they have passed; those that were dropped fill no buffer
	 */
	final boolean pass(ByteBuf bytes) {
		boolean admitted = admits(bytes);
		if (admitted) {
			this.other.write(bytes, this.other.voidPromise());
		}
		else {
			bytes.release();
		}
		passed();
		return admitted;
	}

	@Override
	public final void channelRead(ChannelHandlerContext from, Object message) {
		if (pass((ByteBuf) message) && !this.other.isWritable()) {
			this.other.flush();
			this.self.config().setAutoRead(this.other.isWritable());
		}
	}

	@Override
	public final void channelReadComplete(ChannelHandlerContext from) {
		this.other.flush();
	}

	@Override
	public final void channelWritabilityChanged(ChannelHandlerContext from) {
		if (this.self.isWritable()) {
			this.other.config().setAutoRead(true);
		}
	}

	@Override
	public final void userEventTriggered(ChannelHandlerContext from, Object event) {
		if (event == ChannelInputShutdownEvent.INSTANCE) {
			inputEnded();
		}
	}

	@Override
	public final void channelInactive(ChannelHandlerContext from) {
		ended();
	}

	@Override
	public final void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
		from.close();
	}

}
