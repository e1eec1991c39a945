package io.bootcluster.primary.dispatch;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.bootcluster.primary.dispatch.DispatcherSettings.Timeouts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What is merely slow is never cut: every deadline that clients have is shorter here than
 * what they do.
 */
class PatienceTests {

	private static final Duration SHORT = Duration.ofMillis(400);

	private static final Duration LONGER = SHORT.multipliedBy(3);

	private static final Duration LONG = Duration.ofSeconds(20);

	private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

	private static final byte[] PART = new byte[64 * 1024];

	private static final int LARGE = 24 * 1024 * 1024;

	private DispatcherFixture cluster = allowing(SHORT);

	@AfterEach
	void close() throws Exception {
		this.cluster.close();
	}

	private static DispatcherFixture allowing(Duration time) {
		return DispatcherFixture.with(new Timeouts(time, time, Duration.ofSeconds(1), Optional.empty(), LONG, LONG));
	}

	/**
	 * Nothing can be waited for where the promise is that nothing happens.
	 */
	private static void pass(Duration time) {
		Awaitility.await().pollDelay(time).atMost(LONG).until(() -> true);
	}

	@Test
	void eventsWhenTheyAreRareArrive() throws Exception {
		this.cluster.worker((connection) -> {
			connection.request();
			connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
			for (int event = 1; event <= 3; event++) {
				pass(LONGER);
				connection.send("9\r\ndata: " + event + "\n\n\r\n");
			}
			connection.rest();
		});
		Wire client = this.cluster.client().send(GET);
		assertThat(client.head()).startsWith("HTTP/1.1 200");
		assertThat(client.until("data: 3\n\n")).contains("data: 1\n\n", "data: 2\n\n");
	}

	@Test
	void eventsWhenAskedForByAPostWhoseBodyGoesOnArrive() throws Exception {
		this.cluster.worker((connection) -> {
			connection.request();
			connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
			for (int event = 0; event < 12; event++) {
				pass(SHORT.dividedBy(4));
				connection.send("1\r\n.\r\n");
			}
			connection.until("\r\n0\r\n\r\n");
			connection.send("0\r\n\r\n");
		});
		Wire client = this.cluster.client();
		client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n");
		assertThat(client.head()).startsWith("HTTP/1.1 200");
		for (int event = 0; event < 12; event++) {
			assertThat(client.until("\r\n.\r\n")).endsWith("1\r\n.\r\n");
		}
		assertThat(client.send("0\r\n\r\n").until("0\r\n\r\n")).endsWith("0\r\n\r\n");
	}

	@Test
	void answerWhenItBeginsLateArrives() throws Exception {
		this.cluster.worker((connection) -> {
			connection.request();
			pass(LONGER);
			connection.answer("late");
			connection.request();
			connection.bytes(9);
			pass(LONGER);
			connection.answer("later");
			connection.rest();
		});
		Wire client = this.cluster.client().send(GET);
		assertThat(client.message()).endsWith("late");
		client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n123456789");
		assertThat(client.message()).endsWith("later");
	}

	@Test
	void tunnelWhenItIsSilentStaysOpen() throws Exception {
		this.cluster.worker((connection) -> {
			connection.request();
			connection.send("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
					+ "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n");
			connection.send(connection.bytes(5).toUpperCase(java.util.Locale.ROOT));
			connection.rest();
		});
		Wire client = this.cluster.client()
			.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
					+ "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");
		assertThat(client.head()).startsWith("HTTP/1.1 101");
		pass(LONGER);
		assertThat(client.send("hello").bytes(5)).isEqualTo("HELLO");
	}

	/**
	 * Allows more, since a kernel tells of progress in steps of some 100 KiB and a loaded
	 * machine lets the reader wait.
	 */
	@Test
	void downloadWhenItIsReadSlowlyButSteadilyIsWhole() throws Exception {
		assumeThat(Transport.of(DispatcherFixture.defaults().listeners().transport()))
			.as("the transport, since NIO cannot tell the kernel")
			.isEqualTo(Transport.EPOLL);
		this.cluster.close();
		this.cluster = allowing(LONGER);
		this.cluster.worker((connection) -> {
			connection.request();
			connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n");
			for (int sent = 0; sent < LARGE; sent += PART.length) {
				connection.send(PART);
			}
			connection.rest();
		});
		Wire client = this.cluster.client().send(GET);
		client.head();
		long read = 0;
		for (int step = 0; step < 16; step++) {
			pass(SHORT);
			read += client.skip(4 * PART.length);
		}
		assertThat(read + client.skip(LARGE - read)).isEqualTo(LARGE);
	}

	@Test
	void uploadWhenTheWorkerReadsSlowlyIsWhole() throws Exception {
		this.cluster.worker((connection) -> {
			connection.request();
			long read = 0;
			for (int step = 0; step < 20; step++) {
				pass(SHORT.dividedBy(4));
				read += connection.skip(PART.length);
			}
			connection.answer("" + (read + connection.skip(LARGE - read)));
			connection.rest();
		});
		Wire client = this.cluster.client();
		client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + LARGE + "\r\n\r\n");
		Thread sender = new Thread(() -> upload(client));
		sender.start();
		assertThat(client.message()).endsWith("\r\n\r\n" + LARGE);
		sender.join();
	}

	private static void upload(Wire client) {
		try {
			for (int sent = 0; sent < LARGE; sent += PART.length) {
				client.send(PART);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
