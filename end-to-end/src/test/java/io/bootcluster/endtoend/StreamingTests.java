package io.bootcluster.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.bootcluster.endtoend.harness.Answer;
import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Connection;
import io.bootcluster.endtoend.harness.Deadline;
import io.bootcluster.endtoend.harness.SharedCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bodies of any size, events and upgraded connections pass, and the primary stays small.
 */
@ExtendWith(SharedCluster.class)
class StreamingTests {

	private static final long GIBIBYTE = 1024 * 1024 * 1024;

	private static final long PRIMARY_AT_MOST_KIB = 300 * 1024;

	private static final byte[] BLOCK = new byte[64 * 1024];

	static {
		new Random(42).nextBytes(BLOCK);
	}

	@Test
	void gibibyteGoesUpUnchanged(Cluster cluster) throws Exception {
		MessageDigest digest = MessageDigest.getInstance("SHA-256");
		try (Connection connection = cluster.client().connect()) {
			connection
				.write("POST /api/upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + GIBIBYTE + "\r\n\r\n");
			for (long sent = 0; sent < GIBIBYTE; sent += BLOCK.length) {
				connection.write(BLOCK);
				digest.update(BLOCK);
			}
			Answer answer = connection.read("POST").ok();
			assertThat(answer.json().path("size").asLong()).isEqualTo(GIBIBYTE);
			assertThat(answer.json().path("sha256").asString()).isEqualTo(HexFormat.of().formatHex(digest.digest()));
		}
		assertPrimaryIsSmall(cluster);
	}

	@Test
	void gibibyteComesDownUnchanged(Cluster cluster) throws Exception {
		MessageDigest expected = MessageDigest.getInstance("SHA-256");
		MessageDigest actual = MessageDigest.getInstance("SHA-256");
		try (Connection connection = cluster.client().connect()) {
			connection.write("GET /api/bytes?size=" + GIBIBYTE + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
			assertThat(connection.readHead().status()).isEqualTo(200);
			for (long read = 0; read < GIBIBYTE; read += BLOCK.length) {
				actual.update(connection.in().readNBytes(BLOCK.length));
				expected.update(BLOCK);
			}
		}
		assertThat(actual.digest()).isEqualTo(expected.digest());
		assertPrimaryIsSmall(cluster);
	}

	@Test
	void slowReaderSlowsNobodyElse(Cluster cluster) throws IOException {
		try (Connection first = cluster.client().connect();
				Connection second = cluster.client().connect();
				Connection third = cluster.client().connect()) {
			for (Connection slow : new Connection[] { first, second, third }) {
				slow.write("GET /api/bytes?size=" + GIBIBYTE + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
				assertThat(slow.readHead().status()).isEqualTo(200);
			}
			for (int i = 0; i < 50; i++) {
				long start = System.nanoTime();
				cluster.client().get("/api/whoami").ok();
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
			}
		}
		assertPrimaryIsSmall(cluster);
	}

	@Test
	void eventArrivesAtOnce(Cluster cluster) throws IOException {
		try (Connection connection = cluster.client().connect()) {
			connection.write("GET /api/events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n");
			assertThat(connection.readHead().status()).isEqualTo(200);
			long[] millis = new long[21];
			for (int i = 0; i < millis.length; i++) {
				millis[i] = timeOfNextEvent(connection.in());
			}
			Arrays.sort(millis);
			// Holding bytes back would delay every event; a machine that stalls delays
			// one.
			Deadline.check("middle one of 21 events (slowest: " + millis[20] + " ms)", Duration.ofMillis(millis[10]),
					Duration.ofMillis(50));
		}
	}

	@Test
	void webSocketEchoes(Cluster cluster) throws Exception {
		CompletableFuture<String> echo = new CompletableFuture<>();
		CompletableFuture<Integer> closed = new CompletableFuture<>();
		WebSocket socket = HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.buildAsync(URI.create("ws://127.0.0.1:" + cluster.port() + "/ws/echo"), new WebSocket.Listener() {

				private final StringBuilder text = new StringBuilder();

				@Override
				public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
					this.text.append(data);
					if (last) {
						echo.complete(this.text.toString());
					}
					return WebSocket.Listener.super.onText(webSocket, data, last);
				}

				@Override
				public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
					closed.complete(status);
					return WebSocket.Listener.super.onClose(webSocket, status, reason);
				}

			})
			.get(10, TimeUnit.SECONDS);
		String message = "hello ".repeat(1000);
		socket.sendText(message, true).get(10, TimeUnit.SECONDS);
		assertThat(echo.get(10, TimeUnit.SECONDS)).isEqualTo(message);
		socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
		assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo(WebSocket.NORMAL_CLOSURE);
	}

	/** Milliseconds between the sending of an event and its arrival. */
	private static long timeOfNextEvent(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		while (line.indexOf("\"at\":") < 0 || line.charAt(line.length() - 1) != '}') {
			line.append((char) in.read());
		}
		long arrived = System.currentTimeMillis();
		return arrived - Long.parseLong(line.substring(line.indexOf("\"at\":") + 5, line.length() - 1));
	}

	private static void assertPrimaryIsSmall(Cluster cluster) throws IOException {
		String status = Files.readString(Path.of("/proc", Long.toString(cluster.run().pid()), "status"),
				StandardCharsets.UTF_8);
		// The peak of its whole life, so that no moment is missed.
		long peak = status.lines()
			.filter((line) -> line.startsWith("VmHWM:"))
			.mapToLong((line) -> Long.parseLong(line.replaceAll("[^0-9]", "")))
			.findFirst()
			.orElseThrow();
		assertThat(peak).as("largest resident size of the primary in KiB").isLessThan(PRIMARY_AT_MOST_KIB);
	}

}
