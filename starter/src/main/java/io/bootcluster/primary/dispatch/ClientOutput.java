package io.bootcluster.primary.dispatch;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;

/**
 * What is written to one client. Confined to its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class ClientOutput {

	private final ChannelHandlerContext context;

	private boolean dirty;

	ClientOutput(ChannelHandlerContext context) {
		this.context = context;
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

	void flush() {
		if (this.dirty) {
			this.dirty = false;
			this.context.flush();
		}
	}

	boolean isWritable() {
		return this.context.channel().isWritable();
	}

	/**
	 * Return whether the client takes what is written, after giving it a chance to.
	 * @return {@code false} if writing more would only fill memory
	 */
	boolean isKeepingUp() {
		if (!isWritable()) {
			flush();
		}
		return isWritable();
	}

}
