package io.bootcluster.endtoend.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Two clients with something that lasts: a WebSocket that is talked on, and a stream of
 * events. Each opens another one when a worker's end of it ends, as browsers do; all else
 * that goes wrong is a failure.
 */
public final class Streams implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final long PAUSE = Duration.ofMillis(20).toNanos();

	private static final int SERVICE_RESTART = 1012;

	private final int port;

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private final AtomicInteger reopened = new AtomicInteger();

	private final List<Thread> threads;

	private volatile boolean closing;

	private Streams(int port) {
		this.port = port;
		this.threads = List.of(new Thread(() -> again(this::talk), "socket"),
				new Thread(() -> again(this::listen), "events"));
	}

	public static Streams open(int port) {
		Streams streams = new Streams(port);
		streams.threads.forEach((thread) -> thread.setDaemon(true));
		streams.threads.forEach(Thread::start);
		return streams;
	}

	public List<String> failures() {
		return List.copyOf(this.failures);
	}

	/**
	 * Return how often one had to be opened again.
	 * @return the count
	 */
	public int reopened() {
		return this.reopened.get();
	}

	private void again(Stream stream) {
		while (!this.closing) {
			try {
				stream.run();
			}
			catch (IOException | RuntimeException | AssertionError ex) {
				this.failures.add(Thread.currentThread().getName() + ": " + ex);
				return;
			}
			if (!this.closing) {
				this.reopened.incrementAndGet();
			}
		}
	}

	private void talk() throws IOException {
		try (FrameSocket socket = FrameSocket.open(this.port, "/ws/echo")) {
			while (!this.closing) {
				Frame answer = socket.send(Frame.text("hello")).read();
				if (answer.isClose()) {
					socket.send(answer);
					if (answer.code() != SERVICE_RESTART) {
						this.failures.add("WebSocket closed with " + answer.code());
					}
					return;
				}
				if (!answer.text().equals("hello")) {
					this.failures.add("WebSocket answered " + answer.text());
				}
				LockSupport.parkNanos(PAUSE);
			}
		}
	}

	private void listen() throws IOException {
		try (Connection connection = new Connection(this.port, PATIENCE)) {
			connection.write("GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
			Connection.Head head = connection.readHead();
			if (head.status() != 200) {
				this.failures.add("events answered " + head);
			}
			BufferedReader lines = new BufferedReader(new InputStreamReader(connection.in(), StandardCharsets.UTF_8));
			int events = 0;
			for (String line = next(lines); line != null && !this.closing; line = next(lines)) {
				events += line.startsWith("data:") ? 1 : 0;
			}
			if (events == 0) {
				this.failures.add("no events");
			}
		}
	}

	/**
	 * A stream without an end is cut when its worker has to go.
	 */
	private static String next(BufferedReader lines) {
		try {
			return lines.readLine();
		}
		catch (SocketTimeoutException ex) {
			throw new IllegalStateException("events stand still", ex);
		}
		catch (IOException ex) {
			return null;
		}
	}

	@Override
	public void close() {
		this.closing = true;
		try {
			for (Thread thread : this.threads) {
				thread.join(PATIENCE.toMillis());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Opens one and uses it until its end.
	 */
	private interface Stream {

		void run() throws IOException;

	}

}
