package io.bootcluster.control;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.bootcluster.WorkerId;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The primary's end of all lines: lets workers in that know the secret, hears them and
 * speaks to them. Sending is safe from any thread; one thread does the rest.
 */
public final class LineServer implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(LineServer.class);

	private final Path socket;

	private final ServerSocketChannel channel;

	private final LineLoop loop;

	private final Reception reception;

	private final Map<WorkerId, LineConnection> lines = new ConcurrentHashMap<>();

	private final Set<Class<?>> tooLong = ConcurrentHashMap.newKeySet();

	private LineServer(Path socket, ServerSocketChannel channel, String secret, LineListener listener)
			throws IOException {
		this.socket = socket;
		this.channel = channel;
		this.reception = new Reception(secret, listener, this.lines);
		this.loop = new LineLoop("bootcluster-line", this.reception::expire);
	}

	/**
	 * Have everything loaded that speaking the line's language can ever need.
	 */
	public static void rehearse() {
		Rehearsal.hold();
	}

	/**
	 * Bind the socket and let workers in.
	 * @param socket path of the socket, in a directory that only this user may enter; a
	 * stale one is removed
	 * @param secret the cluster's secret
	 * @param listener hears the workers
	 * @return the open server
	 * @throws IOException if the socket cannot be bound
	 */
	public static LineServer open(Path socket, String secret, LineListener listener) throws IOException {
		ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
		try {
			Files.deleteIfExists(socket);
			channel.bind(UnixDomainSocketAddress.of(socket));
			channel.configureBlocking(false);
			LineServer server = new LineServer(socket, channel, secret, listener);
			server.loop.register(channel, SelectionKey.OP_ACCEPT, server.new Acceptor());
			server.loop.start();
			return server;
		}
		catch (IOException | RuntimeException ex) {
			channel.close();
			throw ex;
		}
	}

	/**
	 * Say something to one worker.
	 * @param worker the worker
	 * @param message the message
	 * @return {@code false} if there is no line to it
	 */
	public boolean send(WorkerId worker, Message.Down message) {
		LineConnection line = this.lines.get(worker);
		if (line == null) {
			return false;
		}
		Outbox.Frame frame = Outbox.Frame.of(message);
		return !fits(frame) || line.send(frame);
	}

	/**
	 * Say something to every worker that has a line; encoded once.
	 * @param message the message
	 */
	public void broadcast(Message.Down message) {
		send(this.lines.values(), message);
	}

	/**
	 * Say something to those of some workers that have a line; encoded once.
	 * @param workers the workers
	 * @param message the message
	 */
	public void broadcast(Collection<WorkerId> workers, Message.Down message) {
		send(workers.stream().map(this.lines::get).filter(Objects::nonNull).toList(), message);
	}

	private void send(Collection<LineConnection> to, Message.Down message) {
		if (!to.isEmpty()) {
			Outbox.Frame frame = Outbox.Frame.of(message);
			if (fits(frame)) {
				to.forEach((line) -> line.send(frame));
			}
		}
	}

	/**
	 * What is too long for its reader would cost every worker its line, and so its life.
	 */
	private boolean fits(Outbox.Frame frame) {
		boolean fits = frame.line().remaining() <= LineReader.MAX_LINE;
		if (!fits && this.tooLong.add(frame.kind())) {
			logger.warn("Workers are not told what is too long for the line, such as " + frame.kind().getSimpleName()
					+ " of " + frame.line().remaining() + " bytes (told once)");
		}
		return fits;
	}

	/**
	 * Close all lines, which ends every worker, and remove the socket.
	 */
	@Override
	public void close() {
		this.loop.close();
	}

	/**
	 * Takes connections in until the server closes.
	 */
	private final class Acceptor implements LineLoop.Ready {

		@Override
		public void ready(SelectionKey key) {
			try {
				SocketChannel accepted = LineServer.this.channel.accept();
				if (accepted != null) {
					LineServer.this.reception.welcome(LineServer.this.loop, accepted);
				}
			}
			catch (IOException ex) {
				logger.warn("A worker could not open its line", ex);
			}
		}

		@Override
		public void close() {
			try {
				LineServer.this.channel.close();
				Files.deleteIfExists(LineServer.this.socket);
			}
			catch (IOException ex) {
				logger.debug("The socket of the line did not close well", ex);
			}
		}

	}

}
