package io.bootcluster.primary.dispatch;

import java.time.Duration;
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

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Workers, and the dispatcher itself, that finish what they have.
 */
class DrainTests {

	private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

	private static final WorkerId FIRST = new WorkerId(1, 1);

	private final DispatcherFixture cluster = DispatcherFixture.open();

	private final CountDownLatch answer = new CountDownLatch(1);

	private final FakeWorker.Script waits = (connection) -> {
		connection.request();
		this.answer.await();
		connection.answer("done");
		connection.rest();
	};

	@AfterEach
	void close() throws Exception {
		this.answer.countDown();
		this.cluster.close();
	}

	private CompletableFuture<Drained> drain(Duration deadline) {
		return this.cluster.dispatcher.close(FIRST, CloseReason.DRAINING, deadline).toCompletableFuture();
	}

	private Wire inFlight() throws Exception {
		FakeWorker worker = this.cluster.worker(this.waits);
		Wire client = this.cluster.client().send(GET);
		Awaitility.await().until(() -> worker.requests() == 1);
		return client;
	}

	@Test
	void drainOfTheNodeAnswersAndTellsClientsToClose() throws Exception {
		this.cluster.worker(FakeWorker.HELLO);
		Wire kept = this.cluster.client().send(GET);
		assertThat(kept.message()).doesNotContain("Connection: close");
		this.cluster.dispatcher.drain(true);
		assertThat(kept.send(GET).rest()).contains("200 OK", "Connection: close").endsWith("hello");
		assertThat(this.cluster.client().send(GET).rest()).contains("200 OK", "Connection: close").endsWith("hello");
		this.cluster.dispatcher.drain(false);
		Wire client = this.cluster.client();
		assertThat(client.send(GET).message()).doesNotContain("Connection: close");
		assertThat(client.send(GET).message()).endsWith("hello");
	}

	@Test
	void closeWhenNothingIsInFlightCompletes() throws Exception {
		this.cluster.worker(this.waits);
		assertThat(drain(TrafficGate.NO_DEADLINE).get(5, TimeUnit.SECONDS)).isEqualTo(new Drained(0));
	}

	@Test
	void closeWhenNeverOpenedCompletesAtOnce() {
		assertThat(drain(TrafficGate.NO_DEADLINE)).isCompletedWithValue(new Drained(0));
	}

	@Test
	void closeWhenRequestIsInFlightCompletesAfterItsAnswer() throws Exception {
		Wire client = inFlight();
		CompletableFuture<Drained> drained = drain(TrafficGate.NO_DEADLINE);
		this.cluster.settle();
		assertThat(drained).isNotDone();
		this.answer.countDown();
		assertThat(client.message()).endsWith("done");
		assertThat(drained.get(5, TimeUnit.SECONDS)).isEqualTo(new Drained(0));
	}

	@Test
	void closeWhenDeadlinePassesCutsTheRequest() throws Exception {
		Wire client = inFlight();
		assertThat(drain(Duration.ofMillis(20)).get(5, TimeUnit.SECONDS)).isEqualTo(new Drained(1));
		assertThat(client.message()).startsWith("HTTP/1.1 502");
	}

	@Test
	void closeWhenDeadlinePassesCutsAStream() throws Exception {
		this.cluster.worker((connection) -> {
			connection.request();
			connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbits\r\n");
			connection.rest();
		});
		Wire client = this.cluster.client().send(GET);
		client.until("bits\r\n");
		assertThat(drain(Duration.ZERO).get(5, TimeUnit.SECONDS)).isEqualTo(new Drained(1));
		assertThat(client.rest()).isEmpty();
	}

	@Test
	void closeWhenCalledAgainReplacesTheDeadline() throws Exception {
		Wire client = inFlight();
		CompletableFuture<Drained> first = drain(TrafficGate.NO_DEADLINE);
		assertThat(drain(Duration.ZERO).get(5, TimeUnit.SECONDS)).isEqualTo(new Drained(1));
		assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo(new Drained(1));
		assertThat(client.message()).startsWith("HTTP/1.1 502");
	}

	@Test
	void openWhenClosedForGoodDoesNothing() throws Exception {
		FakeWorker worker = this.cluster.worker(this.waits);
		drain(Duration.ZERO);
		this.cluster.dispatcher.open(FIRST, "r1", worker.address());
		assertThat(this.cluster.dispatcher.snapshot().backends().get(FIRST).gate().isOpen()).isFalse();
	}

	@Test
	void stopAcceptingWhenBusyFreesThePortAndWaitsForTheAnswer() throws Exception {
		Wire client = inFlight();
		Wire idle = this.cluster.client();
		Awaitility.await().until(() -> this.cluster.dispatcher.snapshot().connections() == 2);
		int port = this.cluster.dispatcher.port();
		CompletableFuture<Void> stopped = this.cluster.dispatcher.stopAccepting().toCompletableFuture();
		new java.net.ServerSocket(port, 1, java.net.InetAddress.getLoopbackAddress()).close();
		assertThat(idle.rest()).isEmpty();
		assertThat(stopped).isNotDone();
		this.answer.countDown();
		assertThat(client.rest()).contains("Connection: close").endsWith("done");
		idle.close();
		client.close();
		stopped.get(5, TimeUnit.SECONDS);
	}

}
