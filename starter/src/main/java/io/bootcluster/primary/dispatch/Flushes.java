package io.bootcluster.primary.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

import io.netty.channel.ChannelHandlerContext;

/**
 * Sends what was written once all sockets that are ready have been read: the peers are
 * woken once for many messages rather than once for each. Confined to its event loop.
 */
final class Flushes {

	private final Executor loop;

	private List<ChannelHandlerContext> due = new ArrayList<>();

	private List<ChannelHandlerContext> spare = new ArrayList<>();

	Flushes(Executor loop) {
		this.loop = loop;
	}

	/**
	 * Flush a connection before the event loop waits again.
	 * @param connection the connection
	 */
	void add(ChannelHandlerContext connection) {
		if (this.due.isEmpty()) {
			this.loop.execute(this::run);
		}
		this.due.add(connection);
	}

	private void run() {
		List<ChannelHandlerContext> now = this.due;
		this.due = this.spare;
		this.spare = now;
		for (ChannelHandlerContext connection : now) {
			connection.flush();
		}
		now.clear();
	}

}
