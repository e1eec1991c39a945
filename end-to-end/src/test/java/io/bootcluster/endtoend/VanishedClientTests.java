package io.bootcluster.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Deadline;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.RemoteHost;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Clients whose machine or network is gone, without a word, are noticed.
 */
@Tag("http")
class VanishedClientTests {

	private static final Duration IDLE = Duration.ofSeconds(5);

	/** Well within which all of them are in a view, which is drawn twice a second. */
	private static final Duration OPEN = Duration.ofSeconds(30);

	private static final int CLIENTS = 5;

	private static final String SOCKET = "GET /ws/echo HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\n"
			+ "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
			+ "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

	private static final String EVENTS = "GET /api/events HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\n\r\n";

	private static RemoteHost remoteHost() {
		Optional<RemoteHost> host = RemoteHost.connect();
		Assumptions.assumeTrue(host.isPresent(), "No network namespace can be made here: needs root and ip");
		return host.orElseThrow();
	}

	@ParameterizedTest
	@ValueSource(strings = { SOCKET, EVENTS })
	void vanishedClientIsNoticed(String request) throws IOException {
		try (RemoteHost host = remoteHost();
				Cluster cluster = Launch.sample()
					.workers(1)
					.with("--bootcluster.dispatcher.idle-timeout=" + IDLE.toSeconds() + "s")
					.serving()) {
			String status = request.equals(SOCKET) ? "101" : "200";
			for (int i = 0; i < CLIENTS; i++) {
				assertThat(host.request(cluster.port(), request)).startsWith("HTTP/1.1 " + status);
			}
			await("all are open").atMost(OPEN)
				.untilAsserted(() -> assertThat(cluster.view().dispatcher("inFlight")).as(() -> told(cluster))
					.isGreaterThanOrEqualTo(CLIENTS));
			long start = System.nanoTime();
			host.vanish();
			// The question itself may be in flight, too.
			await("all are noticed").atMost(Deadline.thrice(IDLE))
				.until(() -> cluster.view().dispatcher("inFlight") <= 1);
			String what = request.equals(SOCKET) ? "WebSockets" : "event streams";
			Deadline.check("notice of " + CLIENTS + " vanished " + what, start, IDLE);
			int told = request.equals(SOCKET) ? CLIENTS : 0;
			await("the application is told")
				.untilAsserted(() -> assertThat(cluster.output().matching("WebSocket closed: 1006")).hasSize(told));
			assertThat(cluster.view().serving()).hasSize(1);
		}
	}

	private static String told(Cluster cluster) {
		return String.join("\n", cluster.output().lines());
	}

}
