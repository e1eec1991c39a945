package io.bootcluster.primary.dispatch;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;

/**
 * Counts the clients of all listeners and stops accepting while there are as many as
 * allowed, until others have made room: further ones wait in the kernel's backlog, which
 * costs them time and us nothing. Safe from any thread.
 */
@Sharable
@SuppressWarnings("FutureReturnValueIgnored")
final class ConnectionLimit extends ChannelInboundHandlerAdapter {

	/**
	 * Between two looks for room.
	 */
	private static final Duration PAUSE = Duration.ofMillis(250);

	private final int most;

	private final AtomicInteger count = new AtomicInteger();

	private final LongAdder accepted = new LongAdder();

	private final Set<Channel> listeners = ConcurrentHashMap.newKeySet();

	private final Runnable full;

	private final Runnable emptied;

	private boolean asking;

	/**
	 * Make a limit.
	 * @param most how many connections there may be
	 * @param full told, on any thread and again and again, as long as there are that many
	 * @param emptied told, on any thread, whenever the last connection has gone
	 */
	ConnectionLimit(int most, Runnable full, Runnable emptied) {
		this.most = most;
		this.full = full;
		this.emptied = emptied;
	}

	int count() {
		return this.count.get();
	}

	/**
	 * Return how many there were since the beginning.
	 */
	long accepted() {
		return this.accepted.sum();
	}

	@Override
	public void channelActive(ChannelHandlerContext listener) {
		this.listeners.add(listener.channel());
		listener.fireChannelActive();
	}

	@Override
	public void channelInactive(ChannelHandlerContext listener) {
		this.listeners.remove(listener.channel());
		listener.fireChannelInactive();
	}

	@Override
	public void channelRead(ChannelHandlerContext listener, Object accepted) {
		this.accepted.increment();
		if (this.count.incrementAndGet() >= this.most) {
			acceptOrWait();
		}
		((Channel) accepted).closeFuture().addListener((closed) -> closed());
		listener.fireChannelRead(accepted);
	}

	private void closed() {
		int left = this.count.decrementAndGet();
		if (left == this.most - 1) {
			acceptOrWait();
		}
		if (left == 0) {
			this.emptied.run();
		}
	}

	/**
	 * One at a time, each with the count as it is then: a connection may end on one event
	 * loop while another accepts, and who comes last must not act on what was.
	 */
	private synchronized void acceptOrWait() {
		boolean accepting = this.count.get() < this.most;
		this.listeners.forEach((each) -> each.config().setAutoRead(accepting));
		if (!accepting && !this.asking) {
			askForRoom();
		}
	}

	private synchronized void askForRoom() {
		this.asking = this.count.get() >= this.most && !this.listeners.isEmpty();
		if (this.asking) {
			this.full.run();
			EventLoop loop = this.listeners.iterator().next().eventLoop();
			loop.schedule(this::askForRoom, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

}
