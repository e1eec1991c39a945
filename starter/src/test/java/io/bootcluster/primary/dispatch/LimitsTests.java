package io.bootcluster.primary.dispatch;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.bootcluster.primary.dispatch.DispatcherSettings.Client;
import io.bootcluster.primary.dispatch.DispatcherSettings.Endpoint;
import io.bootcluster.primary.dispatch.DispatcherSettings.Limits;
import io.bootcluster.primary.dispatch.DispatcherSettings.Listeners;
import io.bootcluster.primary.dispatch.DispatcherSettings.Timeouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Deadlines of clients and workers, the number of connections, and ports that are taken.
 */
class LimitsTests {

	private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

	private static final Duration SHORT = Duration.ofMillis(100);

	private static final Duration LONG = Duration.ofSeconds(20);

	private DispatcherFixture cluster = DispatcherFixture.open();

	@AfterEach
	void close() throws Exception {
		this.cluster.close();
	}

	private void restart(DispatcherFixture other) throws Exception {
		this.cluster.close();
		this.cluster = other;
	}

	@Test
	void headWhenItDoesNotArriveInTimeIs408() throws Exception {
		restart(DispatcherFixture.with(DispatcherFixture.quick(SHORT, LONG)));
		assertThat(this.cluster.client().send("GET / HTTP/1.1\r\nHos").rest()).startsWith("HTTP/1.1 408");
	}

	@Test
	void connectionWhenNothingIsSentIsClosed() throws Exception {
		restart(DispatcherFixture.with(DispatcherFixture.quick(SHORT, LONG)));
		assertThat(this.cluster.client().rest()).isEmpty();
	}

	@Test
	void connectionWhenIdleIsClosed() throws Exception {
		restart(DispatcherFixture.with(new Timeouts(LONG, SHORT, LONG, Optional.empty(), LONG, LONG)));
		this.cluster.worker(FakeWorker.HELLO);
		assertThat(this.cluster.client().send(GET).rest()).endsWith("hello");
	}

	@Test
	void bodyWhenItStallsIs408() throws Exception {
		restart(DispatcherFixture.with(new Timeouts(LONG, SHORT, LONG, Optional.empty(), LONG, LONG)));
		this.cluster.worker((connection) -> connection.rest());
		Wire client = this.cluster.client().send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc");
		assertThat(client.rest()).startsWith("HTTP/1.1 408");
	}

	@Test
	void answerWhenItDoesNotBeginInTimeIs504() throws Exception {
		restart(DispatcherFixture.with(new Timeouts(LONG, LONG, LONG, Optional.of(SHORT), LONG, LONG)));
		FakeWorker worker = this.cluster.worker((connection) -> connection.rest());
		Wire client = this.cluster.client();
		assertThat(client.send(GET).message()).startsWith("HTTP/1.1 504");
		Awaitility.await().until(() -> !worker.connections().get(0).channel().isOpen());
	}

	@Test
	void connectionsWhenAllAreBusyWaitUntilOneCloses() throws Exception {
		restart(DispatcherFixture.with(new Limits(8192, 2, 10)));
		CountDownLatch answer = new CountDownLatch(1);
		FakeWorker worker = this.cluster.worker((connection) -> {
			while (!connection.request().isEmpty()) {
				answer.await();
				connection.answer("hello");
			}
		});
		Wire first = this.cluster.client().send(GET);
		Wire second = this.cluster.client().send(GET);
		Awaitility.await().until(() -> worker.requests() == 2);
		Wire third = this.cluster.client().send(GET);
		this.cluster.settle();
		assertThat(this.cluster.dispatcher.snapshot().connections()).isEqualTo(2);
		assertThat(worker.requests()).isEqualTo(2);
		first.close();
		answer.countDown();
		assertThat(third.message()).endsWith("hello");
		assertThat(second.message()).endsWith("hello");
	}

	@Test
	void connectionsWhenAtTheLimitMakeRoomByTheOneIdleLongest() throws Exception {
		restart(DispatcherFixture.with(new Limits(8192, 3, 10)));
		CountDownLatch answer = new CountDownLatch(1);
		this.cluster.worker((connection) -> {
			while (connection.request().startsWith("GET / ")) {
				connection.answer("hello");
			}
			answer.await();
			connection.answer("late");
		});
		Wire idle = this.cluster.client();
		assertThat(idle.send(GET).message()).endsWith("hello");
		Wire busy = this.cluster.client().send(GET.replace("/ ", "/late "));
		assertThat(this.cluster.client().send(GET).message()).endsWith("hello");
		assertThat(this.cluster.client().send(GET).message()).endsWith("hello");
		assertThat(idle.rest()).isEmpty();
		answer.countDown();
		assertThat(busy.message()).endsWith("late");
	}

	@Test
	void connectionWhenItHasCarriedAllItsRequestsIsClosed() throws Exception {
		restart(DispatcherFixture.with(new Limits(8192, 100, 10, 200, new Client(0, 2, 0))));
		this.cluster.worker(FakeWorker.HELLO);
		Wire client = this.cluster.client();
		assertThat(client.send(GET).message()).doesNotContain("Connection: close").endsWith("hello");
		assertThat(client.send(GET + GET).rest()).contains("Connection: close").endsWith("hello");
	}

	@Test
	void headWhenAsLargeAsAllowedPassesAndOneOctetMoreDoesNot() throws Exception {
		this.cluster.worker(FakeWorker.HELLO);
		String largest = GET.replace("\r\n\r\n", "\r\nX: " + "x".repeat(8192 - GET.length() - 5) + "\r\n\r\n");
		assertThat(this.cluster.client().send(largest).message()).endsWith("hello");
		assertThat(this.cluster.client().send(largest.replace("X: ", "X: x")).rest()).startsWith("HTTP/1.1 431");
		String target = "GET /" + "x".repeat(8192) + " HTTP/1.1\r\nHost: a\r\n\r\n";
		assertThat(this.cluster.client().send(target).rest()).startsWith("HTTP/1.1 414");
	}

	@Test
	void openWhenPortIsInUseFailsAndLeavesNoThread() throws Exception {
		this.cluster.close();
		Awaitility.await().until(() -> threads() == 0);
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Endpoint endpoint = new Endpoint(Optional.of(taken.getInetAddress()), taken.getLocalPort(),
					Optional.empty());
			assertThatExceptionOfType(ListenException.class)
				.isThrownBy(() -> new DispatcherFixture((defaults) -> new DispatcherSettings(
						new Listeners(endpoint, Optional.empty(), TransportKind.AUTO, 0, 1), defaults.limits(),
						defaults.timeouts(), defaults.policy(), defaults.secret())))
				.satisfies((failure) -> assertThat(failure.isPortInUse()).isTrue())
				.satisfies((failure) -> assertThat(failure.address().getPort()).isEqualTo(taken.getLocalPort()));
		}
		Awaitility.await().until(() -> threads() == 0);
	}

	private static long threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("bootcluster-dispatch"))
			.count();
	}

}
