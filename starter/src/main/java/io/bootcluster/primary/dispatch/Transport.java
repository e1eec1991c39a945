package io.bootcluster.primary.dispatch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Set;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;

import io.bootcluster.ListenerAddress;

/**
 * Makes the sockets of one way to drive them. Nothing else knows which one it is.
 */
enum Transport {

	EPOLL {

		@Override
		IoHandlerFactory loops() {
			return SteadyEpoll.newFactory();
		}

		@Override
		ChannelFactory<? extends ServerChannel> listener() {
			return EpollServerSocketChannel::new;
		}

		@Override
		Channel toWorker(SocketAddress target) {
			return (target instanceof DomainSocketAddress) ? new EpollDomainSocketChannel() : new EpollSocketChannel();
		}

		@Override
		void accepting(ServerBootstrap bootstrap, KeepAlive keepAlive) {
			bootstrap.childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, UNSENT)
				.childOption(EpollChannelOption.TCP_KEEPIDLE, keepAlive.idle())
				.childOption(EpollChannelOption.TCP_KEEPINTVL, keepAlive.interval())
				.childOption(EpollChannelOption.TCP_KEEPCNT, keepAlive.probes())
				.childOption(EpollChannelOption.TCP_USER_TIMEOUT, keepAlive.unacknowledged());
		}

		@Override
		SocketAddress unix(ListenerAddress address) {
			return new DomainSocketAddress(address.path().toFile());
		}

		@Override
		boolean canHandOver() {
			return true;
		}

	},

	NIO {

		@Override
		IoHandlerFactory loops() {
			return NioIoHandler.newFactory();
		}

		@Override
		ChannelFactory<? extends ServerChannel> listener() {
			return NioServerSocketChannel::new;
		}

		@Override
		Channel toWorker(SocketAddress target) {
			return (target instanceof UnixDomainSocketAddress) ? new NioDomainSocketChannel() : new NioSocketChannel();
		}

		/**
		 * As far as this JDK can; by name, since a runtime may lack the module that has
		 * the constants.
		 */
		@Override
		void accepting(ServerBootstrap bootstrap, KeepAlive keepAlive) {
			Map<String, Integer> wanted = Map.of("TCP_KEEPIDLE", keepAlive.idle(), "TCP_KEEPINTERVAL",
					keepAlive.interval(), "TCP_KEEPCOUNT", keepAlive.probes());
			for (SocketOption<?> option : supported()) {
				Integer value = wanted.get(option.name());
				if (value != null) {
					bootstrap.childOption(NioChannelOption.of(integer(option)), value);
				}
			}
		}

		@Override
		SocketAddress unix(ListenerAddress address) {
			return UnixDomainSocketAddress.of(address.path());
		}

		@Override
		boolean canHandOver() {
			return false;
		}

	};

	/**
	 * How much of an answer the kernel takes ahead of what it sends. By default it takes
	 * megabytes, and more only when a third of that has gone: one who reads slowly but
	 * steadily would look like one who does not read.
	 */
	private static final long UNSENT = 256 * 1024;

	abstract IoHandlerFactory loops();

	abstract ChannelFactory<? extends ServerChannel> listener();

	abstract Channel toWorker(SocketAddress target);

	/**
	 * Set up how clients' sockets behave.
	 * @param bootstrap makes the listener
	 * @param keepAlive when the kernel is to notice that a client has vanished
	 */
	abstract void accepting(ServerBootstrap bootstrap, KeepAlive keepAlive);

	private static Set<SocketOption<?>> supported() {
		try (SocketChannel any = SocketChannel.open()) {
			return any.supportedOptions();
		}
		catch (IOException ex) {
			return Set.of();
		}
	}

	@SuppressWarnings("unchecked")
	private static SocketOption<Integer> integer(SocketOption<?> option) {
		return (SocketOption<Integer>) option;
	}

	abstract SocketAddress unix(ListenerAddress address);

	/**
	 * Return whether listeners can be passed to another process.
	 */
	abstract boolean canHandOver();

	SocketAddress target(ListenerAddress address) {
		return address.isUnix() ? unix(address)
				: new InetSocketAddress(InetAddress.getLoopbackAddress(), address.port());
	}

	/**
	 * Return the transport to use.
	 * @param kind what was asked for
	 * @return a transport that works on this machine
	 * @throws TransportUnavailableException if the one asked for does not
	 */
	static Transport of(TransportKind kind) {
		return switch (kind) {
			case NIO -> NIO;
			case AUTO -> isEpollAvailable() ? EPOLL : NIO;
			case EPOLL -> {
				if (!isEpollAvailable()) {
					throw new TransportUnavailableException(kind, Epoll.unavailabilityCause());
				}
				yield EPOLL;
			}
		};
	}

	private static boolean isEpollAvailable() {
		return Epoll.isAvailable();
	}

}
