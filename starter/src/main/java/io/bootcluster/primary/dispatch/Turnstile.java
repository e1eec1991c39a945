package io.bootcluster.primary.dispatch;

import java.time.Duration;
import java.time.Instant;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import org.jspecify.annotations.Nullable;

import io.bootcluster.primary.dispatch.http.Asker;
import io.bootcluster.primary.dispatch.http.Method;
import io.bootcluster.primary.dispatch.http.OwnAnswer;

/**
 * Turns away a connection that is one too many of its address. The 429 waits for the
 * first octets, since a client may take an answer that comes before its request for an
 * error of the connection; but not for long. Confined to its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class Turnstile extends ChannelInboundHandlerAdapter {

	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private static final OwnAnswer ANSWER = OwnAnswer.of(429, "Too many connections from this address.").closing();

	private final Lane lane;

	private @Nullable Deadline deadline;

	Turnstile(Lane lane) {
		this.lane = lane;
	}

	@Override
	public void handlerAdded(ChannelHandlerContext context) {
		this.deadline = new Deadline(this.lane.deadlines(), context::close);
		this.deadline.in(PATIENCE.toNanos());
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		ByteBuf request = (ByteBuf) message;
		Method method = (request.getByte(request.readerIndex()) == 'H') ? Method.HEAD : Method.GET;
		Asker asker = Asker.of(request);
		request.release();
		leave();
		this.lane.shared().counters().refused(ANSWER.status());
		ByteBuf out = context.alloc().directBuffer(256);
		ANSWER.writeTo(out, method, Instant.now(), this.lane.shared().forms().of(ANSWER, asker));
		context.write(out);
		context.pipeline().replace(this, null, new LastWords(this.lane, true));
	}

	private void leave() {
		if (this.deadline != null) {
			this.deadline.cancel();
		}
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext context, Object event) {
		if (event == ChannelInputShutdownEvent.INSTANCE) {
			context.close();
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		leave();
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		context.close();
	}

}
