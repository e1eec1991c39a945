package io.bootcluster.primary.dispatch;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bootcluster.primary.dispatch.RecordingBackend.Received;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Promise: a request that a client cuts short, wherever and however, never reaches a
 * worker as a whole one, and poisons no connection; one that is whole is answered though
 * its client has shut its sending side (RFC 9112, sections 8 and 9.6).
 */
class TruncatedRequestTests {

	private static final String HEAD = "GET /cut HTTP/1.1\r\nHost: a\r\nX: y\r\n\r\n";

	private static final String LENGTH = "POST /cut HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n123456789";

	private static final String CHUNKS = "POST /cut HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
			+ "3\r\nabc\r\n2;a=\"b\"\r\nde\r\n0\r\nX: y\r\n\r\n";

	private final CanaryFixture cluster = open();

	private static CanaryFixture open() {
		try {
			return new CanaryFixture();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@BeforeEach
	void fillThePool() throws IOException {
		this.cluster.sing();
	}

	@AfterEach
	void close() throws IOException {
		this.cluster.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { HEAD, LENGTH, CHUNKS })
	void requestWhenCutByAShutdownIsNeverWhole(String request) throws IOException {
		for (int cut = 1; cut < request.length(); cut++) {
			try (Socket client = this.cluster.connect()) {
				client.getOutputStream().write(CanaryFixture.bytes(request.substring(0, cut)));
				client.shutdownOutput();
				assertThat(rest(client)).as("cut at %d", cut).doesNotContain(" 200 ");
			}
			this.cluster.sing();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { HEAD, LENGTH, CHUNKS })
	void requestWhenCutByAResetIsNeverWhole(String request) throws IOException {
		for (int cut = 1; cut < request.length(); cut++) {
			try (Socket client = this.cluster.connect()) {
				client.setSoLinger(true, 0);
				client.getOutputStream().write(CanaryFixture.bytes(request.substring(0, cut)));
			}
			awaitNoConnection();
			this.cluster.sing();
			awaitNoConnection();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { HEAD, LENGTH, CHUNKS })
	void requestWhenWholeIsAnsweredThoughTheClientSendsNoMore(String request) throws IOException {
		try (Socket client = this.cluster.connect()) {
			client.getOutputStream().write(CanaryFixture.bytes(request));
			client.shutdownOutput();
			assertThat(rest(client)).startsWith("HTTP/1.1 200 ").contains(" /cut HTTP/1.1");
		}
		assertThat(this.cluster.backend.take()).hasSize(1);
		this.cluster.sing();
	}

	@Test
	void requestsWhenPipelinedAreAllAnsweredThoughTheClientSendsNoMore() throws IOException {
		try (Socket client = this.cluster.connect()) {
			client.getOutputStream().write(CanaryFixture.bytes(LENGTH + CHUNKS + HEAD));
			client.shutdownOutput();
			assertThat(rest(client).split("HTTP/1.1 200 ")).hasSize(4);
		}
		assertThat(this.cluster.backend.take()).hasSize(3);
		this.cluster.sing();
	}

	@ParameterizedTest
	@ValueSource(strings = { HEAD, LENGTH, CHUNKS })
	void requestWhenCutBehindAWholeOneIsNeverWhole(String request) throws IOException {
		String whole = "GET /whole HTTP/1.1\r\nHost: a\r\n\r\n";
		for (int cut = 1; cut < request.length(); cut++) {
			try (Socket client = this.cluster.connect()) {
				client.getOutputStream().write(CanaryFixture.bytes(whole + request.substring(0, cut)));
				client.shutdownOutput();
				assertThat(rest(client)).as("cut at %d", cut).containsOnlyOnce(" 200 ").contains("GET /whole");
			}
			assertThat(this.cluster.backend.take()).extracting(Received::line).containsExactly("GET /whole HTTP/1.1");
			this.cluster.sing();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "garbage\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
			"GET /.bootcluster/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" })
	void requestWhenRefusedBehindAWholeOneIsAnsweredThoughTheClientSendsNoMore(String refused) throws IOException {
		try (Socket client = this.cluster.connect()) {
			client.getOutputStream().write(CanaryFixture.bytes(HEAD + HEAD + refused));
			client.shutdownOutput();
			assertThat(rest(client)).containsSubsequence("HTTP/1.1 200 ", "HTTP/1.1 200 ", "HTTP/1.1 40");
		}
		assertThat(this.cluster.backend.take()).hasSize(2);
		this.cluster.sing();
	}

	private void awaitNoConnection() {
		Awaitility.await()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(1))
			.until(() -> this.cluster.dispatcher.snapshot().connections() == 0);
	}

	private static String rest(Socket client) throws IOException {
		return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
	}

}
