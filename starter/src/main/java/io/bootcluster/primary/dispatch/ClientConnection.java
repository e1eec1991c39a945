package io.bootcluster.primary.dispatch;

import java.net.SocketAddress;
import java.time.Instant;
import java.util.Objects;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.jspecify.annotations.Nullable;

import io.bootcluster.primary.dispatch.http.AnswerForm;
import io.bootcluster.primary.dispatch.http.Asker;
import io.bootcluster.primary.dispatch.http.ClientFacts;
import io.bootcluster.primary.dispatch.http.Method;
import io.bootcluster.primary.dispatch.http.OwnAnswer;

/**
 * One client's connection: its deadline, its writes and its end. What it reads goes to
 * its {@link RequestReader}. Confined to its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class ClientConnection extends ChannelInboundHandlerAdapter {

	private final Lane lane;

	private final Door door;

	private final RequestReader reader;

	private final Waiting waiting;

	private @Nullable ChannelHandlerContext context;

	private @Nullable ClientOutput output;

	private @Nullable ConnectionFacts facts;

	private boolean reading = true;

	private boolean inputEnded;

	ClientConnection(Lane lane, Door door) {
		this.lane = lane;
		this.door = door;
		this.reader = new RequestReader(lane, this);
		this.waiting = new Waiting(lane, this::waitedInVain);
	}

	Door door() {
		return this.door;
	}

	Waiting waiting() {
		return this.waiting;
	}

	private ChannelHandlerContext context() {
		return Objects.requireNonNull(this.context);
	}

	@Nullable SocketAddress address() {
		return context().channel().remoteAddress();
	}

	/**
	 * Return what to tell the worker: with the secret if it may be on loopback TCP.
	 */
	ClientFacts facts() {
		boolean secretTold = this.lane.shared().isSecretTold();
		ConnectionFacts known = this.facts;
		if (known == null || known.secretTold() != secretTold) {
			known = ConnectionFacts.of(context().channel(), this.lane.shared().secret(), secretTold);
			this.facts = known;
		}
		return known.facts();
	}

	@Override
	public void handlerAdded(ChannelHandlerContext added) {
		this.context = added;
		this.output = new ClientOutput(added);
	}

	@Override
	public void channelActive(ChannelHandlerContext unused) {
		this.lane.clients().add(this);
		this.waiting.forFirstRequest();
	}

	@Override
	public void channelRead(ChannelHandlerContext unused, Object message) {
		this.reader.read((ByteBuf) message);
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext unused) {
		Exchange current = this.reader.exchange();
		if (current != null) {
			current.upward().flush();
		}
		output().flush();
		updateReading();
	}

	@Override
	public void channelWritabilityChanged(ChannelHandlerContext unused) {
		Exchange current = this.reader.exchange();
		if (current != null && output().isWritable()) {
			current.clientWritable();
		}
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext unused, Object event) {
		if (event == ChannelInputShutdownEvent.INSTANCE) {
			inputEnded();
		}
		else if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
			this.facts = null;
		}
	}

	/**
	 * A client that has shut its sending side still gets the answers to all requests that
	 * it sent whole.
	 */
	private void inputEnded() {
		this.inputEnded = true;
		Exchange current = this.reader.exchange();
		if (current == null) {
			end(false);
		}
		else if (!current.upward().isWhole()) {
			current.leave(Outcome.CLIENT_GONE);
			abort(true);
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext unused) {
		Exchange lost = this.reader.exchange();
		leave();
		if (lost != null) {
			lost.leave(Outcome.CLIENT_GONE);
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext from, Throwable cause) {
		this.lane.shared().failureLog().debug(() -> "Closing " + from.channel() + ": " + cause);
		from.close();
	}

	private void leave() {
		this.lane.clients().remove(this);
		this.waiting.end();
		this.reader.stop();
	}

	private void waitedInVain(Phase phase) {
		Exchange current = this.reader.exchange();
		if (current != null) {
			current.mishaps().timedOut(phase);
		}
		else if (phase == Phase.HEADER && this.reader.isHeadBegun()) {
			refuse(OwnAnswer.of(408, "The request did not arrive in time.").closing(), Method.GET);
		}
		else {
			end(false);
		}
	}

	/**
	 * Return where to write.
	 * @return the connection's output
	 */
	ClientOutput output() {
		return Objects.requireNonNull(this.output);
	}

	/**
	 * Return whether the connection may stay open after the current answer.
	 * @return {@code false} while the node drains, once accepting has stopped, or when
	 * the connection has carried as many requests as it may
	 */
	boolean isLasting() {
		return !this.lane.shared().isLeaving() && !this.reader.isSpent();
	}

	/**
	 * Read from the client exactly while what it sends has somewhere to go.
	 */
	void updateReading() {
		boolean wanted = !this.reader.isBlocked();
		if (wanted != this.reading) {
			this.reading = wanted;
			context().channel().config().setAutoRead(wanted);
		}
	}

	/**
	 * Answer what never became an exchange.
	 * @param answer the answer
	 * @param method the request's method
	 */
	void refuse(OwnAnswer answer, Method method) {
		Shared shared = this.lane.shared();
		shared.counters().refused(answer.status());
		answer(answer, method, shared.forms().of(answer, Asker.UNKNOWN));
	}

	/**
	 * Answer without a worker.
	 * @param answer the answer
	 * @param method the request's method
	 * @param form the answer's form
	 */
	void answer(OwnAnswer answer, Method method, AnswerForm form) {
		ByteBuf out = output().buffer(512);
		answer.writeTo(out, method, Instant.now(), form);
		output().write(out);
		ended(!answer.close());
	}

	/**
	 * The current exchange has ended.
	 * @param stays whether another request may follow
	 */
	void ended(boolean stays) {
		Exchange current = this.reader.exchange();
		if (!stays) {
			boolean unread = !this.inputEnded
					&& (this.reader.isAhead() || current == null || !current.upward().isWhole());
			end(unread);
			return;
		}
		output().flush();
		this.waiting.forNextRequest();
		this.reader.next();
		if (this.inputEnded) {
			inputEnded();
		}
		else {
			updateReading();
		}
	}

	private void end(boolean lingering) {
		leave();
		Channel channel = context().channel();
		if (channel.isActive() && !context().isRemoved()) {
			channel.pipeline().replace(this, null, new LastWords(this.lane, lingering));
			channel.config().setAutoRead(true);
		}
	}

	/**
	 * Cut the connection so that the client sees that its answer is not whole.
	 * @param framed whether a plain close shows that
	 */
	void abort(boolean framed) {
		if (framed) {
			end(false);
			return;
		}
		leave();
		context().channel().config().setOption(ChannelOption.SO_LINGER, 0);
		context().channel().close();
	}

	/**
	 * Become one end of a tunnel.
	 * @param tunnel the tunnel
	 */
	void tunnel(Tunnel tunnel) {
		ByteBuf rest = this.reader.rest();
		leave();
		tunnel.open(context(), rest);
	}

	boolean isIdle() {
		return this.reader.isIdle();
	}

	/**
	 * Accepting has stopped: close soon unless a request comes first.
	 */
	void stopAccepting() {
		if (isIdle()) {
			this.waiting.forLastRequest();
		}
	}

}
