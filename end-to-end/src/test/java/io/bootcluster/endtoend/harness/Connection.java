package io.bootcluster.endtoend.harness;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One client connection over a bare socket: it never tries again, so that whatever fails
 * is seen. Confined to one thread at a time.
 */
public final class Connection implements AutoCloseable {

	private final Socket socket = new Socket();

	private final InputStream in;

	private final OutputStream out;

	private boolean reusable = true;

	public Connection(int port, Duration patience) throws IOException {
		this.socket.setTcpNoDelay(true);
		this.socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
		try {
			this.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
					Math.toIntExact(patience.toMillis()));
			this.in = new BufferedInputStream(this.socket.getInputStream(), 64 * 1024);
			this.out = this.socket.getOutputStream();
		}
		catch (IOException ex) {
			this.socket.close();
			throw ex;
		}
	}

	/**
	 * Send a request and read the whole answer.
	 * @param request what to send
	 * @return what came back
	 * @throws IOException if the connection failed before the answer was complete
	 */
	public Answer exchange(Request request) throws IOException {
		write(request.bytes());
		return read(request.method());
	}

	public void write(byte[] bytes) throws IOException {
		this.out.write(bytes);
		this.out.flush();
	}

	public void write(String text) throws IOException {
		write(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	public Answer read(String method) throws IOException {
		Head head = readHead();
		return new Answer(head.status(), head.fields(), readBody(method, head));
	}

	/**
	 * Read the next head that is not an interim one.
	 * @return the head
	 * @throws IOException if the connection failed before it was complete
	 */
	public Head readHead() throws IOException {
		Head head;
		do {
			head = readAnyHead();
		}
		while (head.status() < 200 && head.status() != 101);
		this.reusable = !head.has("connection", "close");
		return head;
	}

	/**
	 * Return the bytes behind the head, as they come.
	 * @return the stream
	 */
	public InputStream in() {
		return this.in;
	}

	public OutputStream out() {
		return this.out;
	}

	public boolean isReusable() {
		return this.reusable;
	}

	private Head readAnyHead() throws IOException {
		String[] words = readLine().split(" ", 3);
		if (words.length < 2 || !words[0].startsWith("HTTP/1.")) {
			throw new IOException("Not an answer: " + String.join(" ", words));
		}
		Map<String, List<String>> fields = new LinkedHashMap<>();
		for (String line = readLine(); !line.isEmpty(); line = readLine()) {
			int colon = line.indexOf(':');
			fields.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), (name) -> new ArrayList<>())
				.add(line.substring(colon + 1).strip());
		}
		return new Head(Integer.parseInt(words[1]), fields);
	}

	private byte[] readBody(String method, Head head) throws IOException {
		if (method.equals("HEAD") || head.status() == 204 || head.status() == 304 || head.status() == 101) {
			return new byte[0];
		}
		if (head.has("transfer-encoding", "chunked")) {
			return readChunks();
		}
		List<String> length = head.fields().get("content-length");
		if (length != null) {
			return readFully(Integer.parseInt(length.get(0)));
		}
		this.reusable = false;
		return this.in.readAllBytes();
	}

	private byte[] readChunks() throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (int size = chunkSize(); size > 0; size = chunkSize()) {
			body.writeBytes(readFully(size));
			readLine();
		}
		while (!readLine().isEmpty()) {
			continue;
		}
		return body.toByteArray();
	}

	private int chunkSize() throws IOException {
		return Integer.parseInt(readLine().split(";")[0].strip(), 16);
	}

	private byte[] readFully(int length) throws IOException {
		byte[] bytes = this.in.readNBytes(length);
		if (bytes.length < length) {
			throw new EOFException("Answer cut off after %d of %d bytes".formatted(bytes.length, length));
		}
		return bytes;
	}

	private String readLine() throws IOException {
		StringBuilder line = new StringBuilder();
		for (int octet = this.in.read(); octet != '\n'; octet = this.in.read()) {
			if (octet < 0) {
				throw new EOFException(
						line.isEmpty() ? "Closed without an answer" : "Answer cut off at '" + line + "'");
			}
			line.append((char) octet);
		}
		return line.toString().stripTrailing();
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			// Nothing is expected of it any more.
		}
	}

	/**
	 * The beginning of an answer.
	 *
	 * @param status the status
	 * @param fields the fields by lower-case name
	 */
	public record Head(int status, Map<String, List<String>> fields) {

		boolean has(String name, String word) {
			return this.fields.getOrDefault(name, List.of())
				.stream()
				.anyMatch((value) -> value.toLowerCase(Locale.ROOT).contains(word));
		}

	}

}
