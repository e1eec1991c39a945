package io.bootcluster.primary.dispatch;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;

/**
 * What is written to one client or worker. Confined to its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class Output {

	private final ChannelHandlerContext context;

	private final Flushes flushes;

	private boolean dirty;

	Output(ChannelHandlerContext context, Flushes flushes) {
		this.context = context;
		this.flushes = flushes;
	}

	ChannelHandlerContext context() {
		return this.context;
	}

	Channel channel() {
		return this.context.channel();
	}

	ByteBuf buffer(int capacity) {
		return this.context.alloc().directBuffer(capacity);
	}

	void write(ByteBuf bytes) {
		this.dirty = true;
		this.context.write(bytes, this.context.voidPromise());
	}

	/**
	 * Write something whose fate matters.
	 * @param bytes the bytes, owned
	 * @return succeeds once the kernel took all of them
	 */
	ChannelFuture writeWatched(ByteBuf bytes) {
		this.dirty = true;
		return this.context.write(bytes);
	}

	/**
	 * Send what was written, together with what other connections have to send.
	 */
	void flush() {
		if (this.dirty) {
			this.dirty = false;
			this.flushes.add(this.context);
		}
	}

	boolean isWritable() {
		return channel().isWritable();
	}

	/**
	 * Return whether the peer takes what is written, after giving it a chance to.
	 * @return {@code false} if writing more would only fill memory
	 */
	boolean isKeepingUp() {
		if (!isWritable()) {
			this.context.flush();
		}
		return isWritable();
	}

}
