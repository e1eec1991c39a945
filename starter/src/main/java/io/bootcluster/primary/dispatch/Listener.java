package io.bootcluster.primary.dispatch;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;

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
	 * @param endpoint where, and whether with TLS
	 * @param door which listener it is
	 * @param loops the event loops and what they own
	 * @param limit counts connections
	 * @param backlog connections that may wait, or 0 for the system's default
	 * @return the listener, accepting
	 * @throws ListenException if it could not be bound
	 */
	static Listener bind(Endpoint endpoint, Door door, Loops loops, ConnectionLimit limit, int backlog) {
		ServerBootstrap bootstrap = bootstrap(loops.group(), loops.transport()).handler(limit)
			.childOption(ChannelOption.ALLOW_HALF_CLOSURE, endpoint.tls().isEmpty())
			.childOption(ChannelOption.SO_KEEPALIVE, true)
			.childHandler(new Greeter(endpoint, door, loops));
		loops.transport().accepting(bootstrap, loops.keepAlive());
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

	private static ServerBootstrap bootstrap(EventLoopGroup group, Transport transport) {
		return new ServerBootstrap().group(group)
			.channelFactory(transport.listener())
			.option(ChannelOption.SO_REUSEADDR, true)
			.childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
			.childOption(ChannelOption.TCP_NODELAY, true);
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

		Greeter(Endpoint endpoint, Door door, Loops loops) {
			this.endpoint = endpoint;
			this.door = door;
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

}
