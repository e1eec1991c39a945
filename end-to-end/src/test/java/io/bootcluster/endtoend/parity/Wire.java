package io.bootcluster.endtoend.parity;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.net.ssl.SSLSocketFactory;

import org.jspecify.annotations.Nullable;

/**
 * A connection that keeps every byte it was answered. It knows just enough of HTTP to
 * find the end of an answer. Confined to one thread.
 */
final class Wire implements AutoCloseable {

	private static final int PATIENCE = Math.toIntExact(Duration.ofSeconds(10).toMillis());

	private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");

	private static final Pattern CHUNKED = Pattern.compile("(?im)^transfer-encoding: *chunked");

	private final Socket socket;

	private final InputStream in;

	private final ByteArrayOutputStream received = new ByteArrayOutputStream();

	/**
	 * Connect to a port of this machine.
	 * @param port the port
	 * @param tls makes TLS of it, or {@code null}
	 * @throws IOException if nobody is there
	 */
	Wire(int port, @Nullable SSLSocketFactory tls) throws IOException {
		Socket connected = new Socket();
		connected.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE);
		this.socket = (tls != null) ? tls.createSocket(connected, "localhost", port, true) : connected;
		this.socket.setTcpNoDelay(true);
		this.socket.setSoTimeout(PATIENCE);
		this.in = new BufferedInputStream(this.socket.getInputStream());
	}

	int clientPort() {
		return this.socket.getLocalPort();
	}

	void send(String bytes) throws IOException {
		this.socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
		this.socket.getOutputStream().flush();
	}

	void shutOutput() throws IOException {
		this.socket.shutdownOutput();
	}

	/**
	 * Read one answer, interim or not.
	 * @param method the method that is answered
	 * @return the status
	 * @throws IOException if it does not come whole
	 */
	int answer(String method) throws IOException {
		StringBuilder head = new StringBuilder();
		do {
			head.append(line());
		}
		while (head.indexOf("\r\n\r\n") < 0);
		int status = Integer.parseInt(head.substring(9, 12));
		if (status >= 200 && status != 204 && status != 304 && !method.equals("HEAD")) {
			body(head.toString());
		}
		return status;
	}

	private void body(String head) throws IOException {
		Matcher length = LENGTH.matcher(head);
		if (CHUNKED.matcher(head).find()) {
			int size = Integer.parseInt(line().strip(), 16);
			while (size > 0) {
				take(size + 2);
				size = Integer.parseInt(line().strip(), 16);
			}
			while (!line().equals("\r\n")) {
				continue;
			}
		}
		else if (length.find()) {
			take(Integer.parseInt(length.group(1)));
		}
		else {
			rest();
		}
	}

	private String line() throws IOException {
		StringBuilder line = new StringBuilder();
		while (line.indexOf("\n") < 0) {
			int octet = this.in.read();
			if (octet < 0) {
				throw new EOFException();
			}
			this.received.write(octet);
			line.append((char) octet);
		}
		return line.toString();
	}

	private void take(int length) throws IOException {
		byte[] bytes = this.in.readNBytes(length);
		this.received.writeBytes(bytes);
		if (bytes.length < length) {
			throw new EOFException();
		}
	}

	/**
	 * Read to the end of the connection, however it comes.
	 * @return what was read, lower-case
	 * @throws java.net.SocketTimeoutException if the connection stays open
	 */
	String rest() throws IOException {
		StringBuilder rest = new StringBuilder();
		int octet = this.in.read();
		while (octet >= 0) {
			this.received.write(octet);
			rest.append((char) octet);
			octet = this.in.read();
		}
		return rest.toString().toLowerCase(Locale.ROOT);
	}

	/**
	 * Return all that was read so far.
	 * @return one character a byte
	 */
	String received() {
		return this.received.toString(StandardCharsets.ISO_8859_1);
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
