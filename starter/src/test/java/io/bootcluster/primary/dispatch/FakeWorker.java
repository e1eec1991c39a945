package io.bootcluster.primary.dispatch;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.bootcluster.ListenerAddress;
import io.bootcluster.WorkerAddress;

/**
 * A worker made of a Unix domain socket and a script that each of its connections runs on
 * a thread of its own.
 */
final class FakeWorker implements AutoCloseable {

	/**
	 * Answers every request with {@code hello}.
	 */
	static final Script HELLO = (connection) -> {
		while (!connection.request().isEmpty()) {
			connection.answer("hello");
		}
	};

	/**
	 * Answers every request with its path.
	 */
	static final Script PATH = (connection) -> {
		for (String head = connection.request(); !head.isEmpty(); head = connection.request()) {
			connection.answer(head.split(" ")[1]);
		}
	};

	/**
	 * As a real worker's.
	 */
	private static final int BACKLOG = 4096;

	private static final AtomicInteger COUNT = new AtomicInteger();

	private final ServerSocketChannel listener;

	private final Path path;

	private final Script script;

	private final List<Connection> connections = new CopyOnWriteArrayList<>();

	private FakeWorker(Path path, Script script) throws IOException {
		this.path = path;
		this.script = script;
		this.listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
		this.listener.bind(UnixDomainSocketAddress.of(path), BACKLOG);
	}

	static FakeWorker start(Path directory, Script script) {
		try {
			FakeWorker worker = new FakeWorker(directory.resolve("w" + COUNT.incrementAndGet()), script);
			background(worker::accept);
			return worker;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void background(Runnable task) {
		Thread thread = new Thread(task, "fake-worker");
		thread.setDaemon(true);
		thread.start();
	}

	private void accept() {
		try {
			while (true) {
				SocketChannel accepted = this.listener.accept();
				Connection connection = new Connection(accepted);
				this.connections.add(connection);
				background(() -> run(connection));
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private void run(Connection connection) {
		try (connection) {
			this.script.run(connection);
		}
		catch (Exception ex) {
			connection.failure = ex;
		}
	}

	WorkerAddress address() {
		return WorkerAddress.of(ListenerAddress.unix(this.path));
	}

	List<Connection> connections() {
		return this.connections;
	}

	int requests() {
		return this.connections.stream().mapToInt((connection) -> connection.heads.size()).sum();
	}

	String onlyRequest() {
		return this.connections.stream().flatMap((connection) -> connection.heads.stream()).findFirst().orElseThrow();
	}

	@Override
	public void close() throws IOException {
		this.listener.close();
		for (Connection connection : this.connections) {
			connection.close();
		}
	}

	interface Script {

		void run(Connection connection) throws Exception;

	}

	/**
	 * One connection from the dispatcher.
	 */
	static final class Connection extends Wire {

		final List<String> heads = new CopyOnWriteArrayList<>();

		volatile Exception failure;

		Connection(SocketChannel channel) {
			super(channel);
		}

		/**
		 * Read a request's head.
		 * @return the head, or an empty text at the end of the connection
		 */
		String request() throws IOException {
			String head = head();
			if (!head.isEmpty()) {
				this.heads.add(head);
			}
			return head;
		}

		void answer(String body) throws IOException {
			send("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
		}

	}

}
