package io.bootcluster.primary.dispatch;

import java.io.IOException;
import java.util.Objects;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelOutputShutdownEvent;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a worker, which carries one request at a time: its writes and its
 * end. What it reads goes to its {@link AnswerReader}. Confined to its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class WorkerConnection extends ChannelInboundHandlerAdapter {

	private final Pool pool;

	private final AnswerReader reader = new AnswerReader(this);

	private @Nullable ChannelHandlerContext context;

	private @Nullable ChannelFuture headWrite;

	private @Nullable Exchange exchange;

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
		this.reader.begin(next.request());
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

	ChannelHandlerContext context() {
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
		this.reader.read((ByteBuf) message);
	}

	/**
	 * Let go of the current request, whose answer has ended.
	 * @param reusable whether another one may follow on the connection
	 */
	void finish(boolean reusable) {
		detach();
		if (reusable && this.reader.isClean() && context().channel().isActive()) {
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

	/**
	 * Give up the current request, if there is one.
	 * @param cause what happened
	 */
	void fail(String cause) {
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
		if (current != null && !this.readFailed && this.reader.isCompleteAtClose()) {
			current.answered(false);
		}
		else if (current != null) {
			fail(this.reader.isBegun() ? "answer cut short" : "connection closed without an answer");
		}
		this.reader.drop();
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
