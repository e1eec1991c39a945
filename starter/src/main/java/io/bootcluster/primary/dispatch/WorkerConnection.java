package io.bootcluster.primary.dispatch;

import java.io.IOException;
import java.util.Objects;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelOutputShutdownEvent;
import org.jspecify.annotations.Nullable;

import io.bootcluster.primary.dispatch.RetryRule.Reached;
import io.bootcluster.primary.dispatch.http.AnswerHead;
import io.bootcluster.primary.dispatch.http.BodyScanner;
import io.bootcluster.primary.dispatch.http.Framing;
import io.bootcluster.primary.dispatch.http.HttpLimits;
import io.bootcluster.primary.dispatch.http.Scan;

/**
 * One connection to a worker, which carries one request at a time: reads answers and
 * finds their ends. Confined to its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class WorkerConnection extends ChannelInboundHandlerAdapter {

	private static final HttpLimits LIMITS = HttpLimits.forAnswers();

	private final Pool pool;

	private final AnswerHead head = new AnswerHead(LIMITS);

	private final BodyScanner body = new BodyScanner(LIMITS);

	private @Nullable ChannelHandlerContext context;

	private @Nullable ChannelFuture headWrite;

	private @Nullable ByteBuf in;

	private @Nullable Exchange exchange;

	private boolean inBody;

	private boolean made;

	private boolean readFailed;

	WorkerConnection(Pool pool) {
		this.pool = pool;
	}

	@Nullable Exchange exchange() {
		return this.exchange;
	}

	Backend backend() {
		return this.pool.backend();
	}

	/**
	 * Take a request, of which {@link #writeHead} then sends the beginning.
	 * @param next the request
	 */
	void carry(Exchange next) {
		this.exchange = next;
		this.headWrite = null;
		this.inBody = false;
		this.head.begin(next.request().method(), next.request().upgrade());
	}

	void connected() {
		this.made = true;
		if (this.exchange != null) {
			this.exchange.connected(this);
			this.exchange.upward().flush();
			this.exchange.client().updateReading();
		}
		else {
			this.pool.release(this);
		}
	}

	void refused(Throwable cause) {
		this.pool.forget(this);
		Exchange refused = detach();
		if (refused != null) {
			refused.mishaps().refused(cause);
		}
	}

	private ChannelHandlerContext context() {
		return Objects.requireNonNull(this.context);
	}

	void writeHead(ByteBuf bytes) {
		this.headWrite = context().write(bytes);
	}

	void write(ByteBuf bytes) {
		context().write(bytes, context().voidPromise());
		if (!isWritable()) {
			flush();
		}
	}

	void flush() {
		context().flush();
	}

	boolean isWritable() {
		return context().channel().isWritable();
	}

	void read(boolean wanted) {
		context().channel().config().setAutoRead(wanted);
	}

	/**
	 * Return whether the kernel took the whole head of the current request.
	 * @return {@code true} if so
	 */
	boolean isHeadTaken() {
		return this.headWrite != null && this.headWrite.isSuccess();
	}

	@Override
	public void handlerAdded(ChannelHandlerContext added) {
		this.context = added;
	}

	@Override
	public void channelRead(ChannelHandlerContext unused, Object message) {
		this.in = Buffers.join(this.in, (ByteBuf) message);
		relay();
	}

	private void relay() {
		boolean more = true;
		if (this.exchange != null && this.exchange.stage() == Stage.ANSWERED) {
			fail("bytes after the answer");
		}
		while (more && this.exchange != null && this.in != null && this.in.isReadable()) {
			more = this.inBody ? relayBody(this.exchange, this.in) : relayHead(this.exchange, this.in);
		}
		if (this.in != null && this.exchange == null) {
			close();
		}
		this.in = Buffers.tidy(this.in);
	}

	private boolean relayHead(Exchange current, ByteBuf bytes) {
		Scan scan = this.head.scan(bytes);
		if (scan != Scan.COMPLETE) {
			current.tries().reach(Reached.FRAGMENT);
			if (scan == Scan.REFUSED) {
				fail("malformed answer: " + Objects.requireNonNull(this.head.refusal()).reason());
			}
			return false;
		}
		if (this.head.isInterim()) {
			current.interim(this.head, bytes);
			bytes.skipBytes(this.head.length());
			if (!this.head.next()) {
				fail("too many interim answers");
			}
			return true;
		}
		current.answer(this.head, bytes);
		bytes.skipBytes(this.head.length());
		if (this.head.isSwitch()) {
			current.switched(context(), bytes);
			this.in = null;
			return false;
		}
		return beginBody(current, bytes);
	}

	private boolean beginBody(Exchange current, ByteBuf bytes) {
		if (this.head.framing() == Framing.NONE) {
			current.pass();
			end(current, this.head.isReusable());
			return false;
		}
		this.inBody = true;
		this.body.begin(this.head.framing(), this.head.contentLength());
		if (!bytes.isReadable()) {
			current.pass();
		}
		return true;
	}

	private boolean relayBody(Exchange current, ByteBuf bytes) {
		int length = this.body.scan(bytes);
		if (length > 0) {
			current.answerBody(bytes, length);
		}
		current.pass();
		if (this.body.state() == Scan.COMPLETE) {
			end(current, this.head.isReusable());
			return false;
		}
		if (this.body.state() == Scan.REFUSED) {
			fail("malformed answer: " + Objects.requireNonNull(this.body.refusal()).reason());
			return false;
		}
		return length > 0;
	}

	/**
	 * Give the connection back before the request ends, since the client's next request
	 * may take it at once.
	 */
	private void end(Exchange current, boolean reusable) {
		boolean clean = reusable && (this.in == null || !this.in.isReadable());
		current.answered(clean);
	}

	/**
	 * Let go of the current request, whose answer has ended.
	 * @param reusable whether another one may follow on the connection
	 */
	void finish(boolean reusable) {
		detach();
		this.in = Buffers.tidy(this.in);
		if (reusable && this.in == null && context().channel().isActive()) {
			this.pool.release(this);
		}
		else {
			close();
		}
	}

	private @Nullable Exchange detach() {
		Exchange detached = this.exchange;
		this.exchange = null;
		return detached;
	}

	private void fail(String cause) {
		if (this.exchange != null) {
			this.exchange.mishaps().broken(cause);
		}
	}

	/**
	 * Close the connection; a request on it is not told. One that is still being made is
	 * kept for other requests.
	 */
	void close() {
		detach();
		if (this.made) {
			this.pool.forget(this);
			context().channel().close();
		}
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext unused) {
		if (this.exchange != null) {
			this.exchange.client().output().flush();
		}
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext unused) {
		if (this.exchange != null) {
			this.exchange.workerWritable();
		}
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext unused, Object event) {
		if (event == ChannelOutputShutdownEvent.INSTANCE && this.exchange != null) {
			this.exchange.mishaps().requestRefused();
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext unused) {
		this.pool.forget(this);
		Exchange current = this.made ? this.exchange : null;
		if (current != null && this.inBody && !this.readFailed && this.body.isCompleteAtClose()) {
			current.answered(false);
		}
		else if (current != null) {
			fail((this.inBody || this.in != null) ? "answer cut short" : "connection closed without an answer");
		}
		this.in = Buffers.drop(this.in);
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext unused, Throwable cause) {
		this.readFailed = true;
		if (!(cause instanceof IOException)) {
			fail(cause.toString());
			close();
		}
	}

}
