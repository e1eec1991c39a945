package io.bootcluster.primary.dispatch;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

import io.bootcluster.Prober.Answer;
import io.bootcluster.primary.dispatch.http.AnswerHead;
import io.bootcluster.primary.dispatch.http.BodyScanner;
import io.bootcluster.primary.dispatch.http.Dechunker;
import io.bootcluster.primary.dispatch.http.Framing;
import io.bootcluster.primary.dispatch.http.HttpLimits;
import io.bootcluster.primary.dispatch.http.Method;
import io.bootcluster.primary.dispatch.http.Scan;
import io.bootcluster.primary.dispatch.http.Upgrade;

/**
 * One question of the primary's own to a worker and the answer to it. Confined to its
 * event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class Probe extends ChannelInboundHandlerAdapter {

	private static final int DETAIL = 1024;

	private final String question;

	private final CompletableFuture<Answer> answer;

	private final AnswerHead head = new AnswerHead(HttpLimits.forAnswers());

	private final BodyScanner body = new BodyScanner(HttpLimits.forAnswers());

	private final StringBuilder detail = new StringBuilder();

	private final Dechunker dechunker = new Dechunker();

	private @Nullable ByteBuf in;

	private boolean inBody;

	/**
	 * Create a probe that is not sent yet.
	 * @param question the request, whole
	 * @param answer completed with what comes back
	 */
	Probe(String question, CompletableFuture<Answer> answer) {
		this.question = question;
		this.answer = answer;
	}

	void begin(Lane lane, SocketAddress target, Duration timeout) {
		Channel channel = lane.bootstrap(target).handler(this).connect(target).addListener((connected) -> {
			if (!connected.isSuccess()) {
				end(Answer.missing("cannot connect: " + connected.cause().getMessage()));
			}
		}).channel();
		Future<?> deadline = lane.loop().schedule(() -> {
			end(Answer.missing("no answer within " + timeout.toMillis() + " ms"));
			channel.close();
		}, timeout.toNanos(), TimeUnit.NANOSECONDS);
		this.answer.whenComplete((whatever, failure) -> deadline.cancel(false));
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		this.head.begin(Method.GET, Upgrade.NONE);
		context.writeAndFlush(ByteBufUtil.writeAscii(context.alloc(), this.question));
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		this.in = Buffers.join(this.in, (ByteBuf) message);
		boolean more = true;
		while (more && !this.answer.isDone() && this.in.isReadable()) {
			more = this.inBody ? readBody(this.in) : readHead(this.in);
		}
		this.in = Buffers.tidy(this.in);
		if (this.answer.isDone()) {
			context.close();
		}
	}

	private boolean readHead(ByteBuf bytes) {
		Scan scan = this.head.scan(bytes);
		if (scan == Scan.REFUSED) {
			end(Answer.missing("malformed answer: " + Objects.requireNonNull(this.head.refusal()).reason()));
		}
		if (scan != Scan.COMPLETE) {
			return false;
		}
		bytes.skipBytes(this.head.length());
		if (this.head.isInterim()) {
			this.head.begin(Method.GET, Upgrade.NONE);
		}
		else if (this.head.framing() == Framing.NONE) {
			end(new Answer(this.head.status(), ""));
		}
		else {
			this.inBody = true;
			this.dechunker.begin();
			this.body.begin(this.head.framing(), this.head.contentLength());
		}
		return true;
	}

	private boolean readBody(ByteBuf bytes) {
		int length = this.body.scan(bytes);
		note(bytes.readSlice(length));
		if (this.body.state() == Scan.COMPLETE) {
			end(new Answer(this.head.status(), this.detail.toString()));
		}
		else if (this.body.state() == Scan.REFUSED) {
			end(Answer.missing("malformed answer: " + Objects.requireNonNull(this.body.refusal()).reason()));
		}
		return length > 0;
	}

	private void note(ByteBuf part) {
		if (this.head.framing() == Framing.CHUNKED) {
			ByteBuf plain = part.alloc().buffer(part.readableBytes());
			this.dechunker.write(part, plain);
			append(plain);
			plain.release();
		}
		else {
			append(part);
		}
	}

	private void append(ByteBuf plain) {
		int room = Math.min(DETAIL - this.detail.length(), plain.readableBytes());
		this.detail.append(plain.toString(plain.readerIndex(), room, StandardCharsets.UTF_8));
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		boolean whole = this.inBody && this.body.isCompleteAtClose();
		end(whole ? new Answer(this.head.status(), this.detail.toString())
				: Answer.missing("connection closed before the answer was whole"));
		this.in = Buffers.drop(this.in);
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		end(Answer.missing((cause instanceof IOException) ? "connection broken" : cause.toString()));
		context.close();
	}

	private void end(Answer outcome) {
		this.answer.complete(outcome);
	}

}
