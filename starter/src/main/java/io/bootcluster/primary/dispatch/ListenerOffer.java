package io.bootcluster.primary.dispatch;

import java.nio.file.Path;
import java.util.List;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.FileDescriptor;

/**
 * Hands the public listeners to another process: whoever connects gets a descriptor of
 * each, and then the end of the stream. The kernel's queue of connections stays one and
 * the same, so that none is lost whoever accepts it. Safe from any thread.
 */
@Sharable
@SuppressWarnings("FutureReturnValueIgnored")
final class ListenerOffer extends ChannelInboundHandlerAdapter implements AutoCloseable {

	private final List<FileDescriptor> listeners;

	private final Channel channel;

	private ListenerOffer(Path socket, Loops loops, List<FileDescriptor> listeners) {
		this.listeners = listeners;
		ChannelFuture bound = new ServerBootstrap().group(loops.group())
			.channelFactory(EpollServerDomainSocketChannel::new)
			.childHandler(this)
			.bind(new DomainSocketAddress(socket.toFile()))
			.awaitUninterruptibly();
		if (!bound.isSuccess()) {
			throw new IllegalStateException("Socket " + socket + " cannot be opened: " + bound.cause().getMessage(),
					bound.cause());
		}
		this.channel = bound.channel();
	}

	/**
	 * Wait for the other process.
	 * @param socket path of the socket where it asks
	 * @param loops where to wait
	 * @param listeners what to hand over, the main listener first
	 * @return the wait
	 */
	static ListenerOffer make(Path socket, Loops loops, List<FileDescriptor> listeners) {
		return new ListenerOffer(socket, loops, listeners);
	}

	@Override
	public void channelActive(ChannelHandlerContext heir) {
		this.listeners.forEach(heir::write);
		heir.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext heir, Throwable cause) {
		heir.close();
	}

	/**
	 * Wait no longer, and remove the socket.
	 */
	@Override
	public void close() {
		this.channel.close().awaitUninterruptibly();
	}

}
