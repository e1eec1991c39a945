package io.bootcluster.primary.dispatch;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import io.bootcluster.WorkerId;
import io.bootcluster.primary.dispatch.RecordingBackend.Received;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A dispatcher before a backend that records, raw sockets to it, and the canary: a plain
 * request whose answer tells whether any connection was poisoned before.
 */
final class CanaryFixture implements AutoCloseable {

	private static final int TIMEOUT_MILLIS = 5000;

	final RecordingBackend backend;

	final Dispatcher dispatcher;

	private int canaries;

	CanaryFixture() throws IOException {
		this.backend = new RecordingBackend();
		DispatcherSettings.Endpoint endpoint = new DispatcherSettings.Endpoint(
				Optional.of(InetAddress.getLoopbackAddress()), 0, Optional.empty());
		DispatcherSettings defaults = DispatcherFixture.defaults();
		this.dispatcher = Dispatcher.open(new DispatcherSettings(
				new DispatcherSettings.Listeners(endpoint, Optional.empty(), TransportKind.AUTO, 0, 1),
				defaults.limits(), defaults.timeouts(), defaults.policy(), "secret"));
		this.dispatcher.open(new WorkerId(1, 1), "r1", this.backend.address());
	}

	Socket connect() throws IOException {
		Socket client = new Socket(InetAddress.getLoopbackAddress(), this.dispatcher.port());
		client.setSoTimeout(TIMEOUT_MILLIS);
		return client;
	}

	/**
	 * The next client gets its own answer over the connections that are left, and the
	 * backend got nothing else since the last {@link RecordingBackend#take()}.
	 */
	void sing() throws IOException {
		String line = "GET /canary-" + ++this.canaries + " HTTP/1.1";
		try (Socket client = connect()) {
			client.getOutputStream().write(bytes(line + "\r\nHost: canary\r\n\r\n"));
			assertThat(answer(client.getInputStream())).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n" + line);
		}
		assertThat(this.backend.take()).extracting(Received::line).containsExactly(line);
	}

	/**
	 * Read one answer with a {@code Content-Length}.
	 */
	static String answer(InputStream in) throws IOException {
		StringBuilder answer = new StringBuilder();
		while (answer.indexOf("\r\n\r\n") < 0) {
			int octet = in.read();
			assertThat(octet).as("after '%s'", answer).isNotNegative();
			answer.append((char) octet);
		}
		String length = answer.toString().replaceFirst("(?is).*\r\ncontent-length: (\\d+)\r\n.*", "$1");
		answer.append(new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.ISO_8859_1));
		return answer.toString();
	}

	static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	@Override
	public void close() throws IOException {
		this.dispatcher.close();
		this.backend.close();
	}

}
