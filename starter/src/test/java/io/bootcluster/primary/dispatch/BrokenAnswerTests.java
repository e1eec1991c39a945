package io.bootcluster.primary.dispatch;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.bootcluster.ListenerAddress;
import io.bootcluster.WorkerAddress;
import io.bootcluster.WorkerId;
import io.bootcluster.primary.dispatch.http.WireText;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Promise: of the malformed and ambiguous answers in {@code http/answers.txt}, given by a
 * worker over a raw socket, none reaches a client as a whole answer, and the worker's
 * connection is never used again.
 */
class BrokenAnswerTests {

	private static final String CANARY = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\ncanary";

	private static final int TIMEOUT_MILLIS = 5000;

	private final List<String> connections = new CopyOnWriteArrayList<>();

	private volatile byte[] answer = {};

	private ServerSocket worker;

	private Dispatcher dispatcher;

	@BeforeEach
	void open() throws IOException {
		this.worker = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
		start(this::accept);
		DispatcherSettings.Endpoint endpoint = new DispatcherSettings.Endpoint(
				Optional.of(InetAddress.getLoopbackAddress()), 0, Optional.empty());
		this.dispatcher = Dispatcher.open(new DispatcherSettings(
				new DispatcherSettings.Listeners(endpoint, Optional.empty(), TransportKind.AUTO, 0, 1),
				DispatcherSettings.Limits.defaults(), DispatcherSettings.Timeouts.defaults(), Policy.LEAST_BUSY,
				"secret"));
		this.dispatcher.open(new WorkerId(1, 1), "r1",
				WorkerAddress.of(ListenerAddress.tcp(this.worker.getLocalPort())));
	}

	@AfterEach
	void close() throws IOException {
		this.dispatcher.close();
		this.worker.close();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("refused")
	void brokenAnswerIsNeverWholeAndItsConnectionNeverUsedAgain(String name, String request, String bytes,
			String outcome, String rule) throws IOException {
		this.answer = WireText.bytes(bytes);
		String upgrade = request.endsWith(" upgrade") ? "Connection: upgrade\r\nUpgrade: websocket\r\n" : "";
		String got = exchange(request.split(" ")[0] + " /broken HTTP/1.1\r\nHost: a\r\n" + upgrade + "\r\n");
		if (got.startsWith("HTTP/1.1 200 ")) {
			assertThat(got).contains("Transfer-Encoding: chunked").doesNotEndWith("0\r\n\r\n");
		}
		else {
			assertThat(got).startsWith("HTTP/1.1 502 ");
		}
		this.answer = CANARY.getBytes(StandardCharsets.ISO_8859_1);
		assertThat(exchange("GET /canary HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")).endsWith("canary");
		assertThat(this.connections).hasSize(2).first().asString().contains("/broken").doesNotContain("/canary");
	}

	static Stream<String[]> refused() {
		return WireText.table("answers.txt").stream().filter((row) -> Character.isDigit(row[3].charAt(0)));
	}

	/**
	 * Send a request and read until the dispatcher has nothing more to say.
	 */
	private String exchange(String request) throws IOException {
		try (Socket client = new Socket(InetAddress.getLoopbackAddress(), this.dispatcher.port())) {
			client.setSoTimeout(TIMEOUT_MILLIS);
			client.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
			client.shutdownOutput();
			StringBuilder got = new StringBuilder();
			readInto(got, client.getInputStream());
			return got.toString();
		}
	}

	/**
	 * Read to the end; a reset ends an answer that was cut.
	 */
	private static void readInto(StringBuilder got, InputStream in) {
		try {
			for (int octet = in.read(); octet >= 0; octet = in.read()) {
				got.append((char) octet);
			}
		}
		catch (IOException ex) {
			assertThat(ex).hasMessageContaining("reset");
		}
	}

	private void accept() {
		try {
			while (true) {
				Socket connection = this.worker.accept();
				int index = this.connections.size();
				this.connections.add("");
				start(() -> serve(connection, index));
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private void serve(Socket connection, int index) {
		StringBuilder got = new StringBuilder();
		try (connection) {
			InputStream in = connection.getInputStream();
			for (int octet = in.read(); octet >= 0; octet = in.read()) {
				got.append((char) octet);
				this.connections.set(index, got.toString());
				if (got.toString().endsWith("\r\n\r\n")) {
					connection.getOutputStream().write(this.answer);
				}
			}
		}
		catch (IOException ex) {
			// closed
		}
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "broken-worker");
		thread.setDaemon(true);
		thread.start();
	}

}
