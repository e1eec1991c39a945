package io.bootcluster.primary.dispatch;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.bootcluster.primary.dispatch.DispatcherSettings.Client;
import io.bootcluster.primary.dispatch.DispatcherSettings.Limits;
import io.bootcluster.primary.dispatch.DispatcherSettings.Timeouts;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request's body must come at a least rate, but only while it is the client's turn.
 */
class BodyRateTests {

	private static final Duration GRACE = Duration.ofMillis(400);

	/**
	 * Several times what a client has that never is fast enough.
	 */
	private static final Duration LONGER = GRACE.multipliedBy(4);

	private static final Duration BEAT = Duration.ofMillis(100);

	private static final Duration LONG = Duration.ofSeconds(20);

	private static final byte[] PART = new byte[64 * 1024];

	private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n";

	private DispatcherFixture cluster = open(Client.defaults().bodyRate(), LONG);

	private static DispatcherFixture open(long rate, Duration hold) {
		return new DispatcherFixture((defaults) -> new DispatcherSettings(defaults.listeners(),
				new Limits(8192, 100, 10, 200, new Client(0, 0, rate)),
				new Timeouts(GRACE, LONG, Duration.ofSeconds(1), Optional.empty(), hold, hold), defaults.policy(),
				defaults.secret()));
	}

	@AfterEach
	void close() throws Exception {
		this.cluster.close();
	}

	private static FakeWorker.Script reading(String body) {
		return (connection) -> {
			connection.request();
			connection.until(body);
			connection.answer("hello");
		};
	}

	/**
	 * Send a quarter of what the rate asks for.
	 */
	private static void dribble(Wire client, Duration time) {
		long start = System.nanoTime();
		Awaitility.await()
			.pollInterval(BEAT)
			.atMost(LONG)
			.until(() -> System.nanoTime() - start > time.toNanos() || !sent(client));
	}

	private static boolean sent(Wire client) {
		try {
			client.send("1\r\nx\r\n");
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Test
	void bodyWhenItDribblesIs408AndItsWorkerConnectionIsNotUsedAgain() throws Exception {
		FakeWorker worker = this.cluster.worker((connection) -> {
			connection.request();
			connection.rest();
		});
		Wire client = this.cluster.client();
		client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
		Awaitility.await().until(() -> !worker.connections().isEmpty());
		Awaitility.await()
			.pollInterval(BEAT)
			.until(() -> !sent(client) || !worker.connections().get(0).channel().isOpen());
		assertThat(client.message()).startsWith("HTTP/1.1 408").contains("Connection: close");
		Awaitility.await().until(() -> !worker.connections().get(0).channel().isOpen());
		assertThat(worker.connections()).hasSize(1);
	}

	@Test
	void bodyWhenThereIsNoRateMayDribble() throws Exception {
		this.cluster.close();
		this.cluster = open(0, LONG);
		this.cluster.worker(reading("\r\n0\r\n\r\n"));
		Wire client = this.cluster.client();
		client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
		dribble(client, LONGER);
		assertThat(client.send("0\r\n\r\n").message()).startsWith("HTTP/1.1 200").endsWith("hello");
	}

	@Test
	void bodyWhenItsAnswerHasBegunMayDribble() throws Exception {
		this.cluster.worker((connection) -> {
			connection.request();
			connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe");
			connection.until("\r\n0\r\n\r\n");
			connection.send("llo");
		});
		Wire client = this.cluster.client();
		client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
		assertThat(client.head()).startsWith("HTTP/1.1 200");
		dribble(client, LONGER);
		client.send("0\r\n\r\n");
		assertThat(client.bytes(5)).isEqualTo("hello");
	}

	@Test
	void bodyWhenItsAnswerHasEndedMayNotDribble() throws Exception {
		FakeWorker worker = this.cluster.worker((connection) -> {
			connection.request();
			connection.answer("hello");
			connection.rest();
		});
		Wire client = this.cluster.client();
		client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
		assertThat(client.message()).endsWith("hello");
		Awaitility.await()
			.pollInterval(BEAT)
			.until(() -> !sent(client) || !worker.connections().get(0).channel().isOpen());
		Awaitility.await().until(() -> !worker.connections().get(0).channel().isOpen());
	}

	@Test
	void bodyWhenTheClientAwaits100HasTimeUntilThen() throws Exception {
		CountDownLatch asked = new CountDownLatch(1);
		this.cluster.worker((connection) -> {
			connection.request();
			asked.await();
			connection.send("HTTP/1.1 100 Continue\r\n\r\n");
			connection.bytes(9);
			connection.answer("hello");
		});
		Wire client = this.cluster.client().send(POST + "Expect: 100-continue\r\n\r\n");
		pass(LONGER);
		asked.countDown();
		assertThat(client.head()).startsWith("HTTP/1.1 100");
		assertThat(client.send("123456789").message()).endsWith("hello");
	}

	@Test
	void bodyWhenItDoesNotFollowThe100Is408() throws Exception {
		this.cluster.worker((connection) -> {
			connection.request();
			connection.send("HTTP/1.1 100 Continue\r\n\r\n");
			connection.rest();
		});
		Wire client = this.cluster.client().send(POST + "Expect: 100-continue\r\n\r\n");
		assertThat(client.head()).startsWith("HTTP/1.1 100");
		assertThat(client.message()).startsWith("HTTP/1.1 408");
	}

	@Test
	void bodyWhenNoWorkerTakesItHasTimeUntilOneDoes() throws Exception {
		Wire client = this.cluster.client().send(POST + "\r\n1234");
		pass(LONGER);
		this.cluster.worker(reading("123456789"));
		assertThat(client.send("56789").message()).endsWith("hello");
	}

	@Test
	void bodyWhenTheWorkerDoesNotTakeItHasTimeUntilItDoes() throws Exception {
		int size = 64 * 1024 * 1024;
		CountDownLatch asked = new CountDownLatch(1);
		this.cluster.worker((connection) -> {
			connection.request();
			asked.await();
			connection.skip(size);
			connection.answer("hello");
		});
		Wire client = this.cluster.client();
		client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + size + "\r\n\r\n");
		Thread sender = new Thread(() -> send(client, size));
		sender.start();
		pass(LONGER);
		asked.countDown();
		assertThat(client.message()).endsWith("hello");
		sender.join();
	}

	private static void send(Wire client, int size) {
		try {
			for (int sent = 0; sent < size; sent += PART.length) {
				client.send(PART);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Nothing can be waited for where the promise is that nothing happens.
	 */
	private static void pass(Duration time) {
		Awaitility.await().pollDelay(time).until(() -> true);
	}

}
