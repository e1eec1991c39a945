package io.bootcluster.primary.dispatch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.DomainSocketReadMode;
import io.netty.channel.unix.FileDescriptor;

import io.bootcluster.primary.dispatch.DispatcherSettings.Endpoint;

/**
 * The listeners that another process {@linkplain ListenerOffer offered}, until each is
 * claimed. Confined to one thread once they have arrived.
 */
final class ListenerClaim implements AutoCloseable {

	private static final long PATIENCE = 10;

	private final List<FileDescriptor> received;

	private ListenerClaim(List<FileDescriptor> received) {
		this.received = received;
	}

	/**
	 * Ask for the listeners and wait until they have arrived.
	 * @param socket where to ask
	 * @param loops where to wait
	 * @return the listeners, perhaps none
	 */
	static ListenerClaim receive(Path socket, Loops loops) {
		List<FileDescriptor> received = new CopyOnWriteArrayList<>();
		ChannelFuture connected = new Bootstrap().group(loops.group())
			.channelFactory(EpollDomainSocketChannel::new)
			.option(EpollChannelOption.DOMAIN_SOCKET_READ_MODE, DomainSocketReadMode.FILE_DESCRIPTORS)
			.handler(new Receiver(received))
			.connect(new DomainSocketAddress(socket.toFile()))
			.awaitUninterruptibly();
		if (!connected.isSuccess()) {
			throw new IllegalStateException("The listeners were not handed over", connected.cause());
		}
		connected.channel().closeFuture().awaitUninterruptibly(PATIENCE, TimeUnit.SECONDS);
		return new ListenerClaim(received);
	}

	/**
	 * Take the listener of an endpoint.
	 * @param endpoint where it must listen
	 * @return its channel, to be registered
	 * @throws ListenException if it is not there
	 */
	ServerChannel take(Endpoint endpoint) {
		Optional<FileDescriptor> match = this.received.stream()
			.filter((each) -> listens(new EpollServerSocketChannel(each.intValue()).localAddress(), endpoint))
			.findFirst();
		FileDescriptor found = match.orElseThrow(() -> new ListenException(new InetSocketAddress(endpoint.port()),
				false, new IllegalStateException("the process that is to be replaced does not listen there")));
		this.received.remove(found);
		return new EpollServerSocketChannel(found.intValue());
	}

	private static boolean listens(InetSocketAddress bound, Endpoint endpoint) {
		boolean port = endpoint.port() == 0 || endpoint.port() == bound.getPort();
		InetAddress wanted = endpoint.address().orElse(null);
		boolean everywhere = wanted == null || wanted.isAnyLocalAddress();
		return port && (everywhere ? bound.getAddress().isAnyLocalAddress() : bound.getAddress().equals(wanted));
	}

	/**
	 * Close what nobody claimed.
	 */
	@Override
	public void close() {
		this.received.forEach((each) -> new EpollServerSocketChannel(each.intValue()).unsafe().closeForcibly());
		this.received.clear();
	}

	/**
	 * Collects descriptors.
	 */
	private static final class Receiver extends ChannelInboundHandlerAdapter {

		private final List<FileDescriptor> received;

		Receiver(List<FileDescriptor> received) {
			this.received = received;
		}

		@Override
		public void channelRead(ChannelHandlerContext from, Object descriptor) {
			this.received.add((FileDescriptor) descriptor);
		}

	}

}
