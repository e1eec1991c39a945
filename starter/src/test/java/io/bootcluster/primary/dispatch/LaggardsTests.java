package io.bootcluster.primary.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.bootcluster.primary.dispatch.DispatcherSettings.Client;
import io.bootcluster.primary.dispatch.DispatcherSettings.Limits;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Slow clients while a worker has four request threads, of which they may hold two.
 */
class LaggardsTests {

	private static final String UPLOAD = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n";

	private static final int MEBIBYTES = 16;

	private static final FakeWorker.Script PATIENT = (connection) -> {
		while (!connection.request().isEmpty()) {
			connection.bytes(100_000);
			connection.answer("hello");
		}
	};

	private final DispatcherFixture cluster = DispatcherFixture.with(new Limits(8192, 100, 10, 4, new Client(0, 0, 0)));

	@AfterEach
	void close() throws Exception {
		this.cluster.close();
	}

	@Test
	void clientsWhenThreadsAreThereMayTakeTheirTime() throws Exception {
		this.cluster.worker(PATIENT);
		List<Wire> slow = List.of(uploading(), uploading());
		Awaitility.await().until(() -> this.cluster.dispatcher.snapshot().inFlight() == 2);
		Awaitility.await()
			.pollDelay(Laggards.PATIENCE.multipliedBy(2))
			.until(() -> this.cluster.dispatcher.snapshot().inFlight() == 2);
		for (Wire client : slow) {
			assertThat(client.send("x".repeat(100_000)).message()).endsWith("hello");
		}
	}

	@Test
	void uploadsWhenThreadsAreScarceAreCutUntilHalfOfThemAreFree() throws Exception {
		this.cluster.worker(PATIENT);
		List<Wire> slow = new ArrayList<>();
		for (int client = 0; client < 4; client++) {
			slow.add(uploading());
		}
		Awaitility.await().until(() -> this.cluster.dispatcher.snapshot().inFlight() == 4);
		Awaitility.await()
			.atMost(Laggards.PATIENCE.multipliedBy(3))
			.until(() -> this.cluster.dispatcher.snapshot().inFlight() == 2);
		assertThat(slow.get(0).message()).startsWith("HTTP/1.1 408");
		assertThat(slow.get(1).message()).startsWith("HTTP/1.1 408");
		assertThat(slow.get(2).send("x".repeat(100_000)).message()).endsWith("hello");
		assertThat(slow.get(3).send("x".repeat(100_000)).message()).endsWith("hello");
	}

	@Test
	void readersWhenThreadsAreScarceAreCutUntilHalfOfThemAreFree() throws Exception {
		this.cluster.worker((connection) -> {
			connection.request();
			connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + MEBIBYTES * 1024 * 1024 + "\r\n\r\n");
			for (int sent = 0; sent < MEBIBYTES; sent++) {
				connection.send(new byte[1024 * 1024]);
			}
		});
		for (int client = 0; client < 4; client++) {
			this.cluster.client().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").head();
		}
		Awaitility.await()
			.atMost(Laggards.PATIENCE.multipliedBy(3))
			.until(() -> this.cluster.dispatcher.snapshot().inFlight() == 2);
		Awaitility.await()
			.during(Duration.ofSeconds(1))
			.until(() -> this.cluster.dispatcher.snapshot().inFlight() == 2);
	}

	private Wire uploading() throws Exception {
		return this.cluster.client().send(UPLOAD);
	}

}
