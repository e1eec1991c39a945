package io.bootcluster.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.bootcluster.endtoend.harness.Answer;
import io.bootcluster.endtoend.harness.Client;
import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Connection;
import io.bootcluster.endtoend.harness.Deadline;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.Run;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The limits that an application set for its Tomcat hold for the public side, as they do
 * for a plain application, which runs beside it here; and they do not hurt the workers.
 */
class LimitSettingsTests {

	private static final int LARGEST_HEAD = 4096;

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private static final int REQUESTS = 3;

	private static final String[] SETTINGS = { "--server.max-http-request-header-size=" + LARGEST_HEAD + "B",
			"--server.tomcat.connection-timeout=" + TIMEOUT.toSeconds() + "s",
			"--server.tomcat.max-keep-alive-requests=" + REQUESTS, "--server.tomcat.max-connections=50",
			"--spring.servlet.multipart.max-file-size=1KB" };

	private static final byte[] BLOCK = new byte[64 * 1024];

	private static final int LARGE = 20 * 1024 * 1024;

	private static Cluster cluster;

	private static Run plain;

	@BeforeAll
	static void start() {
		plain = Launch.sample().with(SETTINGS).with("--bootcluster.enabled=false").start();
		cluster = Launch.sample().workers(1).with(SETTINGS).serving();
		await("the plain application serves").atMost(Duration.ofSeconds(120))
			.ignoreExceptions()
			.until(() -> !plain.isAlive() || plain.client().get("/api/whoami").status() == 200);
		assertThat(plain.isAlive()).as(() -> plain.output().toString()).isTrue();
	}

	@AfterAll
	static void stop() {
		plain.close();
		cluster.close();
	}

	private static List<Client> both() {
		return List.of(plain.client(), cluster.client());
	}

	@Test
	void headAsLargeAsAllowedPassesAndOneOctetMoreDoesNot() throws IOException {
		int without = "GET /api/whoami HTTP/1.1\r\nHost: localhost\r\nX: \r\nConnection: close\r\n\r\n".length();
		for (Client client : both()) {
			String large = "x".repeat(LARGEST_HEAD - without);
			assertThat(client.send(Request.get("/api/whoami").with("X", large)).status()).isEqualTo(200);
			assertThat(client.send(Request.get("/api/whoami").with("X", large + "x")).status()).isBetween(400, 431);
		}
	}

	@Test
	void connectionEndsWithTheLastOfItsRequests() throws IOException {
		for (Client client : both()) {
			try (Connection connection = client.connect()) {
				List<Boolean> stays = new ArrayList<>();
				for (int i = 0; i < REQUESTS; i++) {
					assertThat(connection.exchange(Request.get("/api/whoami")).status()).isEqualTo(200);
					stays.add(connection.isReusable());
				}
				assertThat(stays).containsExactly(true, true, false);
			}
		}
	}

	@Test
	void silentConnectionIsClosedInTime() throws IOException {
		for (Client client : both()) {
			try (Connection connection = client.connect()) {
				long start = System.nanoTime();
				assertThat(connection.in().read()).isEqualTo(-1);
				Deadline.check("silent connection", start, TIMEOUT);
			}
		}
	}

	@Test
	void slowEndpointIsNotCut() throws IOException {
		for (Client client : both()) {
			assertThat(client.get("/api/slow?millis=" + 2 * TIMEOUT.toMillis()).status()).isEqualTo(200);
		}
	}

	@Test
	void uploadThatIsTooLargeIsToldWhileItStillRuns() throws Exception {
		String part = "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n";
		for (Client client : both()) {
			try (Connection connection = client.connect()) {
				connection.write("POST /api/upload HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + LARGE
						+ "\r\nContent-Type: multipart/form-data; boundary=xyz\r\n\r\n" + part);
				CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(connection));
				Answer answer = connection.read("POST");
				assertThat(answer.status()).as(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(413);
				connection.close();
				sending.join();
			}
		}
	}

	/**
	 * Until nobody takes it any more.
	 */
	private static void send(Connection connection) {
		try {
			for (int sent = 0; sent < LARGE; sent += BLOCK.length) {
				connection.write(BLOCK);
			}
		}
		catch (IOException ex) {
			// The answer has said why.
		}
	}

}
