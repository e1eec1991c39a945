package io.bootcluster.primary.dispatch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.bootcluster.WorkerId;
import io.bootcluster.primary.dispatch.RecordingBackend.Received;
import io.bootcluster.primary.dispatch.http.WireText;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Promise: of the malformed and ambiguous requests in {@code http/requests.txt}, sent
 * over raw sockets, none is given to a worker, nor is what follows it; and whatever was
 * sent, the next client gets its own answer over the connections that are left.
 */
class RequestSmugglingTests {

	private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

	private static final int TIMEOUT_MILLIS = 5000;

	private static Dispatcher dispatcher;

	private static RecordingBackend backend;

	private static int canaries;

	@BeforeAll
	static void open() throws IOException {
		backend = new RecordingBackend();
		DispatcherSettings.Endpoint endpoint = new DispatcherSettings.Endpoint(
				Optional.of(InetAddress.getLoopbackAddress()), 0, Optional.empty());
		dispatcher = Dispatcher.open(new DispatcherSettings(
				new DispatcherSettings.Listeners(endpoint, Optional.empty(), TransportKind.AUTO, 0, 1),
				DispatcherSettings.Limits.defaults(), DispatcherSettings.Timeouts.defaults(), Policy.LEAST_BUSY,
				"secret"));
		dispatcher.open(new WorkerId(1, 1), backend.address());
	}

	@AfterAll
	static void close() throws IOException {
		dispatcher.close();
		backend.close();
	}

	@BeforeEach
	void forget() {
		backend.take();
	}

	@AfterEach
	void theNextClientGetsItsOwnAnswer() throws IOException {
		String line = "GET /canary-" + ++canaries + " HTTP/1.1";
		try (Socket client = connect()) {
			client.getOutputStream().write(bytes(line + "\r\nHost: canary\r\n\r\n"));
			assertThat(answer(client.getInputStream())).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n" + line);
		}
		assertThat(backend.take()).extracting(Received::line).containsExactly(line);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("refused")
	void refusedRequestNeverReachesAWorker(String name, String bytes, String outcome, String rule) throws IOException {
		try (Socket client = connect()) {
			ByteArrayOutputStream both = new ByteArrayOutputStream();
			both.write(WireText.bytes(bytes));
			both.write(bytes(SMUGGLED));
			client.getOutputStream().write(both.toByteArray());
			String answers = new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
			assertThat(answers).startsWith("HTTP/1.1 " + outcome.substring(0, 3) + " ")
				.contains("Connection: close\r\n")
				.doesNotContainPattern("(?s)HTTP/1.1 \\d{3} .*HTTP/1.1 \\d{3} ");
		}
		assertThat(backend.take()).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("complete")
	void goodRequestReachesAWorkerOnceAndUnambiguous(String name, String bytes, String outcome, String rule)
			throws IOException {
		try (Socket client = connect()) {
			client.getOutputStream().write(WireText.bytes(bytes));
			assertThat(answer(client.getInputStream())).startsWith("HTTP/1.1 200 ");
		}
		List<Received> requests = backend.take();
		assertThat(requests).hasSize(1);
		Received request = requests.get(0);
		assertThat(request.line()).matches("[A-Z-]+ (/\\S*|\\*) HTTP/1\\.1");
		assertThat(request.values("host")).hasSize(1);
		assertThat(request.values("bootcluster-client")).singleElement().asString().endsWith(";k=secret");
		assertThat(request.values("transfer-encoding").size() + request.values("content-length").size())
			.isLessThanOrEqualTo(1);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("incomplete")
	void requestCutShortIsNeverWhole(String name, String bytes, String outcome, String rule) throws IOException {
		try (Socket client = connect()) {
			client.getOutputStream().write(WireText.bytes(bytes));
			client.shutdownOutput();
			assertThat(client.getInputStream().readAllBytes()).asString().doesNotContain(" 200 ");
		}
		assertThat(backend.take()).isEmpty();
	}

	@Test
	void pipelinedRequestsAreAnsweredInOrder() throws IOException {
		try (Socket client = connect()) {
			client.getOutputStream()
				.write(bytes("POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab"
						+ "POST /2 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"
						+ SMUGGLED));
			assertThat(answer(client.getInputStream())).endsWith("POST /1 HTTP/1.1");
			assertThat(answer(client.getInputStream())).endsWith("POST /2 HTTP/1.1");
			assertThat(answer(client.getInputStream())).endsWith("GET /smuggled HTTP/1.1");
		}
		assertThat(backend.take()).hasSize(3);
	}

	@Test
	void thereAreEnoughCases() {
		assertThat(refused()).hasSizeGreaterThan(60);
	}

	static Stream<String[]> refused() {
		return rows().filter((row) -> Character.isDigit(row[2].charAt(0)));
	}

	static Stream<String[]> complete() {
		return rows().filter((row) -> Character.isUpperCase(row[2].charAt(0)));
	}

	static Stream<String[]> incomplete() {
		return rows().filter((row) -> row[2].equals("incomplete"));
	}

	private static Stream<String[]> rows() {
		return WireText.table("requests.txt").stream();
	}

	private static Socket connect() throws IOException {
		Socket client = new Socket(InetAddress.getLoopbackAddress(), dispatcher.port());
		client.setSoTimeout(TIMEOUT_MILLIS);
		return client;
	}

	/**
	 * Read one answer with a {@code Content-Length}.
	 */
	private static String answer(InputStream in) throws IOException {
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

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

}
