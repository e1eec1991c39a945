package io.bootcluster.primary.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.bootcluster.CloseReason;
import io.bootcluster.TrafficGate;
import io.bootcluster.TrafficGate.Drained;
import io.bootcluster.WorkerId;
import io.bootcluster.primary.dispatch.DispatcherSettings.Limits;
import io.bootcluster.primary.dispatch.DispatcherSettings.Listeners;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What event loops have to agree on: here there are two, which accepted connections go to
 * in turn.
 */
class SeveralLoopsTests {

	private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

	private static final WorkerId FIRST = new WorkerId(1, 1);

	private static final int CLIENTS = 4;

	private DispatcherFixture cluster = open(Limits.defaults());

	private final CountDownLatch answer = new CountDownLatch(1);

	private final FakeWorker.Script waits = (connection) -> {
		connection.request();
		this.answer.await();
		connection.answer("done");
		connection.rest();
	};

	private static DispatcherFixture open(Limits limits) {
		return new DispatcherFixture((defaults) -> {
			Listeners one = defaults.listeners();
			Listeners two = new Listeners(one.main(), one.management(), one.transport(), one.backlog(), 2);
			return new DispatcherSettings(two, limits, defaults.timeouts(), defaults.policy(), defaults.secret());
		});
	}

	@AfterEach
	void close() throws Exception {
		this.answer.countDown();
		this.cluster.close();
	}

	private List<Wire> clients() throws Exception {
		List<Wire> clients = new ArrayList<>();
		for (int i = 0; i < CLIENTS; i++) {
			clients.add(this.cluster.client().send(GET));
		}
		return clients;
	}

	private List<Wire> inFlight() throws Exception {
		FakeWorker worker = this.cluster.worker(this.waits);
		List<Wire> clients = clients();
		Awaitility.await().until(() -> worker.requests() == CLIENTS);
		return clients;
	}

	private CompletableFuture<Drained> drain(Duration deadline) {
		return this.cluster.dispatcher.close(FIRST, CloseReason.DRAINING, deadline).toCompletableFuture();
	}

	private static void assertAll(List<Wire> clients, String expected) throws Exception {
		for (Wire client : clients) {
			assertThat(client.message()).contains(expected);
		}
	}

	@Test
	void connectionsGoToTheLoopsInTurn() throws Exception {
		FakeWorker worker = this.cluster.worker(FakeWorker.HELLO);
		for (int i = 0; i < CLIENTS; i++) {
			assertThat(this.cluster.client().send(GET).message()).endsWith("hello");
		}
		assertThat(worker.connections()).as("each loop has a pool of its own").hasSize(2);
	}

	@Test
	void closeWhenRequestsAreOnBothLoopsCompletesAfterTheLastAnswer() throws Exception {
		List<Wire> clients = inFlight();
		CompletableFuture<Drained> drained = drain(TrafficGate.NO_DEADLINE);
		this.cluster.settle();
		assertThat(drained).isNotDone();
		this.answer.countDown();
		assertAll(clients, "done");
		assertThat(drained.get(5, TimeUnit.SECONDS)).isEqualTo(new Drained(0));
	}

	@Test
	void closeWhenDeadlinePassesCutsTheRequestsOfBothLoops() throws Exception {
		List<Wire> clients = inFlight();
		assertThat(drain(Duration.ofMillis(20)).get(5, TimeUnit.SECONDS)).isEqualTo(new Drained(CLIENTS));
		assertAll(clients, "HTTP/1.1 502");
	}

	@Test
	void heldWhenGateOpensGoOnBothLoops() throws Exception {
		List<Wire> clients = clients();
		Awaitility.await().until(() -> this.cluster.dispatcher.snapshot().held() == CLIENTS);
		this.cluster.worker(FakeWorker.HELLO);
		assertAll(clients, "hello");
		assertThat(this.cluster.dispatcher.snapshot().held()).isZero();
	}

	@Test
	void heldWhenPlacesAreTakenByTheOtherLoopIs503AtOnce() throws Exception {
		this.cluster.close();
		this.cluster = open(new Limits(8192, 100, 1));
		this.cluster.client().send(GET);
		Awaitility.await().until(() -> this.cluster.dispatcher.snapshot().held() == 1);
		assertThat(this.cluster.client().send(GET).message()).startsWith("HTTP/1.1 503");
	}

	@Test
	void goneWhenRequestsAreOnBothLoopsRepeatsThemElsewhere() throws Exception {
		List<Wire> clients = inFlight();
		FakeWorker other = this.cluster.worker(FakeWorker.HELLO);
		CompletableFuture<Drained> drained = this.cluster.dispatcher.close(FIRST, CloseReason.GONE, Duration.ZERO)
			.toCompletableFuture();
		assertAll(clients, "hello");
		assertThat(other.requests()).isEqualTo(CLIENTS);
		assertThat(drained.get(5, TimeUnit.SECONDS)).isEqualTo(new Drained(0));
		assertThat(this.cluster.dispatcher.snapshot().backends()).doesNotContainKey(FIRST);
	}

	@Test
	void stopAcceptingWhenBothLoopsAreBusyWaitsForTheLastAnswer() throws Exception {
		List<Wire> clients = inFlight();
		CompletableFuture<Void> stopped = this.cluster.dispatcher.stopAccepting().toCompletableFuture();
		this.cluster.settle();
		assertThat(stopped).isNotDone();
		this.answer.countDown();
		for (Wire client : clients) {
			assertThat(client.rest()).contains("Connection: close").endsWith("done");
			client.close();
		}
		stopped.get(5, TimeUnit.SECONDS);
	}

	@Test
	void connectionsWhenTheyEndOnOneLoopWhileTheOtherAcceptsNeverStopTheListener() throws Exception {
		this.cluster.close();
		this.cluster = open(new Limits(8192, 2, 10));
		this.cluster.worker(FakeWorker.HELLO);
		List<CompletableFuture<Void>> crowd = new ArrayList<>();
		for (int i = 0; i < CLIENTS; i++) {
			crowd.add(CompletableFuture.runAsync(this::comeAndGo));
		}
		CompletableFuture.allOf(crowd.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
		assertThat(this.cluster.client().send(GET).message()).endsWith("hello");
	}

	private void comeAndGo() {
		for (int i = 0; i < 500; i++) {
			try (Wire client = Wire.to(this.cluster.dispatcher.port())) {
				client.channel().setOption(java.net.StandardSocketOptions.SO_LINGER, 0);
				client.send(GET).readByte();
			}
			catch (java.io.IOException ex) {
				throw new java.io.UncheckedIOException(ex);
			}
		}
	}

}
