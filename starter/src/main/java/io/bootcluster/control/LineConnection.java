package io.bootcluster.control;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One open line, whichever end this is. Sending is safe from any thread and never waits;
 * all else is confined to the thread of its {@link LineLoop}.
 */
final class LineConnection implements LineLoop.Ready {

	private static final Log logger = LogFactory.getLog(LineConnection.class);

	private final LineLoop loop;

	private final SocketChannel channel;

	private final SelectionKey key;

	private final LineReader reader;

	private final Outbox outbox = new Outbox();

	private final Events events;

	private boolean closed;

	LineConnection(LineLoop loop, SocketChannel channel, LineReader reader, Events events) throws IOException {
		this.loop = loop;
		this.channel = channel;
		this.reader = reader;
		this.events = events;
		channel.configureBlocking(false);
		this.key = loop.register(channel, SelectionKey.OP_READ, this);
	}

	/**
	 * Send a line, or let it wait until the other side reads.
	 * @param frame the line
	 * @return {@code false} if the line is closed, or closes because of this
	 */
	boolean send(Outbox.Frame frame) {
		try {
			if (!this.outbox.offer(frame)) {
				throw new IOException("The other side does not read");
			}
			flush();
			return this.key.isValid();
		}
		catch (IOException | CancelledKeyException ex) {
			this.loop.execute(() -> close(ex));
			return false;
		}
	}

	private void flush() throws IOException {
		if (!this.outbox.writeTo(this.channel) && this.key.isValid()) {
			this.key.interestOpsOr(SelectionKey.OP_WRITE);
			this.loop.wakeup();
		}
	}

	/**
	 * Allow long lines, now that the other side is known.
	 */
	void trust() {
		this.reader.trust();
	}

	@Override
	public void ready(SelectionKey key) {
		try {
			if (key.isWritable()) {
				key.interestOpsAnd(~SelectionKey.OP_WRITE);
				flush();
			}
			if (key.isReadable() && !this.reader.read(this.channel, (line) -> this.events.line(this, line))) {
				close(null);
			}
		}
		catch (IOException ex) {
			close(ex);
		}
	}

	@Override
	public void close() {
		close(null);
	}

	private void close(@Nullable Exception cause) {
		if (this.closed) {
			return;
		}
		this.closed = true;
		logger.debug("A line closes", cause);
		this.key.cancel();
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			logger.debug("A line did not close well", ex);
		}
		this.events.closed(this);
	}

	/**
	 * Hears of a connection, on the thread of its loop.
	 */
	interface Events {

		/**
		 * A whole line arrived.
		 * @param connection the connection
		 * @param line the line, without its end
		 * @throws IOException if the connection should be closed because of it
		 */
		void line(LineConnection connection, String line) throws IOException;

		/**
		 * The connection is closed, for whatever reason. Called once.
		 * @param connection the connection
		 */
		void closed(LineConnection connection);

	}

}
