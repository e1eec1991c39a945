package io.bootcluster.primary.dispatch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

import io.bootcluster.ListenerAddress;
import io.bootcluster.WorkerAddress;

/**
 * A worker's stand-in that records each request it was given whole, as it understands
 * them itself, and answers with the request's target. It trusts what it reads and takes
 * every line end: what it does not find must not have been sent.
 */
final class RecordingBackend implements AutoCloseable {

	private final ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());

	private final List<Received> received = new CopyOnWriteArrayList<>();

	private final List<Socket> connections = new CopyOnWriteArrayList<>();

	RecordingBackend() throws IOException {
		start(this::accept);
	}

	WorkerAddress address() {
		return WorkerAddress.of(ListenerAddress.tcp(this.server.getLocalPort()));
	}

	/**
	 * Return the requests since the last call.
	 */
	List<Received> take() {
		List<Received> taken = List.copyOf(this.received);
		this.received.clear();
		return taken;
	}

	private void accept() {
		try {
			while (true) {
				Socket connection = this.server.accept();
				this.connections.add(connection);
				start(() -> serve(connection));
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private void serve(Socket connection) {
		try (connection) {
			InputStream in = new BufferedInputStream(connection.getInputStream());
			while (true) {
				Received request = request(in);
				this.received.add(request);
				String body = request.line();
				connection.getOutputStream()
					.write(("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n"
							+ (body.startsWith("HEAD ") ? "" : body))
						.getBytes(StandardCharsets.ISO_8859_1));
			}
		}
		catch (IOException ex) {
			// the dispatcher closed it, perhaps within a request: that one was not given
			// whole
		}
	}

	private static Received request(InputStream in) throws IOException {
		List<String> lines = new ArrayList<>();
		String line = line(in);
		while (!line.isEmpty()) {
			lines.add(line);
			line = line(in);
		}
		Received request = new Received(lines);
		if (!request.values("transfer-encoding").isEmpty()) {
			while (skipChunk(in)) {
				// until the last one
			}
		}
		else if (!request.values("content-length").isEmpty()) {
			skip(in, Long.parseLong(request.values("content-length").get(0)));
		}
		return request;
	}

	private static boolean skipChunk(InputStream in) throws IOException {
		long size = Long.parseLong(line(in).split(";")[0].strip(), 16);
		skip(in, size);
		String line = line(in);
		while (size == 0 && !line.isEmpty()) {
			line = line(in);
		}
		return size > 0;
	}

	private static void skip(InputStream in, long size) throws IOException {
		in.skipNBytes(size);
	}

	private static String line(InputStream in) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		int octet = in.read();
		while (octet != '\n') {
			if (octet < 0) {
				throw new EOFException();
			}
			line.write(octet);
			octet = in.read();
		}
		return line.toString(StandardCharsets.ISO_8859_1).replaceFirst("\r$", "");
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "recording-backend");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		for (Socket connection : this.connections) {
			connection.close();
		}
	}

	/**
	 * One request.
	 *
	 * @param lines its head's lines
	 */
	record Received(List<String> lines) {

		String line() {
			return this.lines.isEmpty() ? "" : this.lines.get(0);
		}

		List<String> values(String name) {
			return this.lines.stream()
				.filter((line) -> line.toLowerCase(Locale.ROOT).matches(name + "\\s*:.*"))
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.toList();
		}

	}

}
