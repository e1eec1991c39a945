package io.bootcluster.control;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A worker's end of its line. Sending is safe from any thread and never waits: while the
 * primary does not read, states replace each other and events queue up to a bound, beyond
 * which the line closes. A daemon thread of its own does the rest.
 */
public final class LineClient implements AutoCloseable {

	private final LineLoop loop;

	private final LineConnection connection;

	private LineClient(SocketChannel channel, LineConnection.Events events) throws IOException {
		this.loop = new LineLoop("bootcluster-line", () -> {
		});
		this.connection = new LineConnection(this.loop, channel, new LineReader(LineReader.MAX_LINE), events);
	}

	/**
	 * Open the line and say hello.
	 * @param socket the socket of the primary's end
	 * @param hello who this worker is
	 * @param received called on the line's thread for each message; must return at once
	 * @param closed called once, on the line's thread, when the line is closed by either
	 * side
	 * @return the open line
	 * @throws IOException if the primary cannot be reached
	 */
	public static LineClient connect(Path socket, Message.Hello hello, Consumer<Message.Down> received, Runnable closed)
			throws IOException {
		SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
		try {
			LineClient client = new LineClient(channel, new Delivery(received, closed));
			client.send(hello);
			client.loop.execute(Rehearsal::holdForWorker);
			client.loop.start();
			return client;
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	/**
	 * Say something to the primary.
	 * @param message the message
	 * @return {@code false} if the line is closed
	 */
	public boolean send(Message.Up message) {
		return this.connection.send(Outbox.Frame.of(message));
	}

	/**
	 * Close the line, which tells the primary that this worker is going.
	 */
	@Override
	public void close() {
		this.loop.close();
	}

	/**
	 * Hands what arrives to the worker.
	 *
	 * @param received takes each message
	 * @param closed hears of the end
	 */
	private record Delivery(Consumer<Message.Down> received, Runnable closed) implements LineConnection.Events {

		private static final Log logger = LogFactory.getLog(LineClient.class);

		/**
		 * A message that cannot be taken, perhaps because the jar was overwritten and a
		 * class is missing, must not cost the worker its line, and so its life.
		 */
		@Override
		public void line(LineConnection connection, String line) throws IOException {
			try {
				if (LineFormat.message(line) instanceof Message.Down down) {
					this.received.accept(down);
				}
			}
			catch (RuntimeException | LinkageError ex) {
				logger.error("A message of the primary could not be taken", ex);
			}
		}

		@Override
		public void closed(LineConnection connection) {
			this.closed.run();
		}

	}

}
