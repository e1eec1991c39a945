package io.bootcluster.primary.dispatch;

import java.time.Duration;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Closes a client's connection once all that was written has gone out. Where the client
 * may still be sending, closing at once would make its kernel throw away our answer (RFC
 * 9112 section 9.6), so that its bytes are taken and dropped for a moment. Confined to
 * its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class LastWords extends ChannelInboundHandlerAdapter {

	static final Duration LINGER = Duration.ofSeconds(2);

	private final Lane lane;

	private final boolean lingering;

	private @Nullable Deadline deadline;

	LastWords(Lane lane, boolean lingering) {
		this.lane = lane;
		this.lingering = lingering;
	}

	@Override
	public void handlerAdded(ChannelHandlerContext context) {
		this.deadline = new Deadline(this.lane.deadlines(), context::close);
		this.deadline.in(this.lane.shared().timeouts().stall().toNanos());
		context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((written) -> written(context));
	}

	private void written(ChannelHandlerContext context) {
		boolean tls = context.pipeline().get(SslHandler.class) != null;
		if (!this.lingering || tls || !(context.channel() instanceof DuplexChannel duplex)
				|| duplex.isInputShutdown()) {
			context.close();
			return;
		}
		duplex.shutdownOutput();
		if (this.deadline != null) {
			this.deadline.in(LINGER.toNanos());
		}
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		ReferenceCountUtil.release(message);
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		if (event == ChannelInputShutdownEvent.INSTANCE && ((DuplexChannel) context.channel()).isOutputShutdown()) {
			context.close();
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		if (this.deadline != null) {
			this.deadline.cancel();
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		context.close();
	}

}
