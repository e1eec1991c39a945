package io.bootcluster.primary.dispatch;

import java.net.ConnectException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;

/**
 * One attempt to connect to a worker. A Unix domain socket whose backlog is full refuses
 * at once where TCP would wait, so it is asked again until the time is up. Confined to
 * its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class Connecting {

	private static final long PAUSE = 5;

	private final WorkerConnection connection;

	private final Bootstrap bootstrap;

	private final SocketAddress target;

	private long deadline;

	Connecting(WorkerConnection connection, Bootstrap bootstrap, SocketAddress target) {
		this.connection = connection;
		this.bootstrap = bootstrap.handler(connection);
		this.target = target;
	}

	void begin(Duration timeout) {
		this.deadline = System.nanoTime() + timeout.toNanos();
		attempt();
	}

	private void attempt() {
		ChannelFuture connected = this.bootstrap.connect(this.target);
		if (connected.isDone()) {
			done(connected);
		}
		else {
			connected.addListener((future) -> done(connected));
		}
	}

	private void done(ChannelFuture connected) {
		if (connected.isSuccess()) {
			this.connection.connected();
			return;
		}
		Throwable cause = connected.cause();
		Channel channel = connected.channel();
		if (isBacklogFull(cause) && System.nanoTime() - this.deadline < 0) {
			channel.eventLoop().schedule(this::attempt, PAUSE, TimeUnit.MILLISECONDS);
			return;
		}
		this.connection.refused(cause);
	}

	/**
	 * Netty gives EAGAIN no type of its own.
	 */
	private static boolean isBacklogFull(Throwable cause) {
		return cause instanceof ConnectException && String.valueOf(cause.getMessage()).contains("temporarily");
	}

}
