package io.bootcluster.primary.dispatch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

	private static CanaryFixture cluster;

	@BeforeAll
	static void open() throws IOException {
		cluster = new CanaryFixture();
	}

	@AfterAll
	static void close() throws IOException {
		cluster.close();
	}

	@BeforeEach
	void forget() {
		cluster.backend.take();
	}

	@AfterEach
	void theNextClientGetsItsOwnAnswer() throws IOException {
		cluster.sing();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("refused")
	void refusedRequestNeverReachesAWorker(String name, String bytes, String outcome, String rule) throws IOException {
		try (Socket client = cluster.connect()) {
			ByteArrayOutputStream both = new ByteArrayOutputStream();
			both.write(WireText.bytes(bytes));
			both.write(CanaryFixture.bytes(SMUGGLED));
			client.getOutputStream().write(both.toByteArray());
			String answers = new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
			assertThat(answers).startsWith("HTTP/1.1 " + outcome.substring(0, 3) + " ")
				.contains("Connection: close\r\n")
				.doesNotContainPattern("(?s)HTTP/1.1 \\d{3} .*HTTP/1.1 \\d{3} ");
		}
		assertThat(cluster.backend.take()).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("complete")
	void goodRequestReachesAWorkerOnceAndUnambiguous(String name, String bytes, String outcome, String rule)
			throws IOException {
		try (Socket client = cluster.connect()) {
			client.getOutputStream().write(WireText.bytes(bytes));
			assertThat(CanaryFixture.answer(client.getInputStream())).startsWith("HTTP/1.1 200 ");
		}
		List<Received> requests = cluster.backend.take();
		assertThat(requests).hasSize(1);
		Received request = requests.get(0);
		assertThat(request.line()).matches("[A-Z-]+ (/\\S*|\\*) HTTP/1\\.1");
		assertThat(request.values("host")).hasSize(1);
		assertThat(request.values("bootcluster-client")).singleElement().asString().endsWith(";k=secret");
		assertThat(request.values("http2-settings")).isEmpty();
		assertThat(request.values("upgrade"))
			.noneMatch((protocol) -> protocol.toLowerCase(Locale.ROOT).contains("h2c"));
		assertThat(request.values("transfer-encoding").size() + request.values("content-length").size())
			.isLessThanOrEqualTo(1);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("incomplete")
	void requestCutShortIsNeverWhole(String name, String bytes, String outcome, String rule) throws IOException {
		try (Socket client = cluster.connect()) {
			client.getOutputStream().write(WireText.bytes(bytes));
			client.shutdownOutput();
			assertThat(client.getInputStream().readAllBytes()).asString().doesNotContain(" 200 ");
		}
		assertThat(cluster.backend.take()).isEmpty();
	}

	@Test
	void pipelinedRequestsAreAnsweredInOrder() throws IOException {
		try (Socket client = cluster.connect()) {
			client.getOutputStream()
				.write(CanaryFixture.bytes("POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab"
						+ "POST /2 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"
						+ SMUGGLED));
			assertThat(CanaryFixture.answer(client.getInputStream())).endsWith("POST /1 HTTP/1.1");
			assertThat(CanaryFixture.answer(client.getInputStream())).endsWith("POST /2 HTTP/1.1");
			assertThat(CanaryFixture.answer(client.getInputStream())).endsWith("GET /smuggled HTTP/1.1");
		}
		assertThat(cluster.backend.take()).hasSize(3);
	}

	@Test
	void thereAreEnoughCases() {
		assertThat(refused()).hasSizeGreaterThan(300);
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

}
