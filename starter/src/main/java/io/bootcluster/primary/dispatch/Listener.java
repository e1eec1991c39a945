package io.bootcluster.primary.dispatch;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.UnixChannel;

import io.bootcluster.primary.dispatch.DispatcherSettings.Endpoint;

/**
 * One public listener: binds it and lets each connection become a
 * {@link ClientConnection}.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class Listener {

	private final Channel channel;

	private Listener(Channel channel) {
		this.channel = channel;
	}

	/**
	 * Bind a public listener.
	 * @param kind which one
	 * @param loops the event loops and what they own
	 * @param limit counts connections
	 * @param backlog connections that may wait, or 0 for the system's default
	 * @return the listener, accepting
	 * @throws ListenException if it could not be bound
	 */
	static Listener bind(Kind kind, Loops loops, ConnectionLimit limit, int backlog) {
		ServerBootstrap bootstrap = bootstrap(kind, loops).handler(limit).channelFactory(loops.transport().listener());
		Endpoint endpoint = kind.endpoint();
		if (backlog > 0) {
			bootstrap.option(ChannelOption.SO_BACKLOG, backlog);
		}
		InetSocketAddress address = endpoint.address()
			.map((inet) -> new InetSocketAddress(inet, endpoint.port()))
			.orElseGet(() -> new InetSocketAddress(endpoint.port()));
		ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
		if (!bound.isSuccess()) {
			throw new ListenException(address, isInUse(bound.cause()), bound.cause());
		}
		return new Listener(bound.channel());
	}

	/**
	 * Make a public listener of one that another process has bound.
	 * @param open its socket, listening
	 * @param kind which one
	 * @param loops the event loops and what they own
	 * @param limit counts connections
	 * @return the listener, not accepting yet
	 */
	static Listener adopt(ServerChannel open, Kind kind, Loops loops, ConnectionLimit limit) {
		// Accepting waits: Netty's own handler for what is accepted is added last.
		ChannelFuture registered = bootstrap(kind, loops).handler(limit)
			.channelFactory(() -> open)
			.option(ChannelOption.AUTO_READ, false)
			.register()
			.awaitUninterruptibly();
		if (!registered.isSuccess()) {
			throw new ListenException((InetSocketAddress) open.localAddress(), false, registered.cause());
		}
		return new Listener(open);
	}

	private static ServerBootstrap bootstrap(Kind kind, Loops loops) {
		ServerBootstrap bootstrap = new ServerBootstrap().group(loops.group())
			.option(ChannelOption.SO_REUSEADDR, true)
			.childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childOption(ChannelOption.ALLOW_HALF_CLOSURE, kind.endpoint().tls().isEmpty())
			.childOption(ChannelOption.SO_KEEPALIVE, true)
			.childHandler(new Greeter(kind, loops));
		loops.transport().accepting(bootstrap, loops.keepAlive());
		return bootstrap;
	}

	/**
	 * Accept, after all handlers have found their place.
	 */
	void accept() {
		this.channel.eventLoop().execute(() -> this.channel.config().setAutoRead(true));
	}

	/**
	 * Return what another process needs to listen here, too.
	 */
	FileDescriptor descriptor() {
		return ((UnixChannel) this.channel).fd();
	}

	/**
	 * Epoll has no exception type of its own for this.
	 */
	private static boolean isInUse(Throwable cause) {
		return String.valueOf(cause.getMessage()).contains("in use");
	}

	int port() {
		return ((InetSocketAddress) this.channel.localAddress()).getPort();
	}

	/**
	 * Stop listening. The JDK gives the port free only with the selector's next turn.
	 */
	void close() {
		if (this.channel.isOpen()) {
			this.channel.close().awaitUninterruptibly();
			this.channel.eventLoop().schedule(() -> {
			}, 1, TimeUnit.MILLISECONDS).awaitUninterruptibly();
		}
	}

	/**
	 * Sets up each accepted connection.
	 */
	private static final class Greeter extends ChannelInitializer<Channel> {

		private final Endpoint endpoint;

		private final Door door;

		private final Loops loops;

		Greeter(Kind kind, Loops loops) {
			this.endpoint = kind.endpoint();
			this.door = kind.door();
			this.loops = loops;
		}

		@Override
		protected void initChannel(Channel accepted) {
			Lane lane = this.loops.lane(accepted.eventLoop());
			switch (lane.shared().addresses().admit(accepted)) {
				case WELCOME -> greet(accepted, lane);
				case REFUSED -> refuse(accepted, lane);
				case CUT -> accepted.close();
			}
		}

		private void greet(Channel accepted, Lane lane) {
			this.endpoint.tls().ifPresent((tls) -> accepted.pipeline().addLast(Tls.handler(tls)));
			accepted.pipeline().addLast(new ClientConnection(lane, this.door));
		}

		/**
		 * To tell it over TLS would cost a handshake.
		 */
		private void refuse(Channel accepted, Lane lane) {
			if (this.endpoint.tls().isPresent()) {
				accepted.close();
			}
			else {
				accepted.pipeline().addLast(new Turnstile(lane));
			}
		}

	}

	/**
	 * Which listener it is.
	 *
	 * @param endpoint where, and whether with TLS
	 * @param door what it leads to
	 */
	record Kind(Endpoint endpoint, Door door) {
	}

}
