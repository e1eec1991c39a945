package io.bootcluster.primary.dispatch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.buffer.PooledByteBufAllocator;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.bootcluster.primary.dispatch.DispatcherSettings.Timeouts;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hundreds of clients that are slow on purpose: each is let go in its time, and others
 * notice neither them nor their end.
 */
class SlowClientsTests {

	private static final Log logger = LogFactory.getLog(SlowClientsTests.class);

	private static final Duration SHORT = Duration.ofSeconds(2);

	private static final Duration BEAT = Duration.ofMillis(500);

	private static final Duration LONG = Duration.ofSeconds(60);

	private static final int DRIBBLERS = 500;

	private static final int SLOW_READERS = 200;

	private static final int LARGE = 10 * 1024 * 1024;

	private static final long MOST_FOR_A_READER = 256 * 1024;

	private static final byte[] PART = new byte[64 * 1024];

	private final DispatcherFixture cluster = DispatcherFixture
		.with(new Timeouts(SHORT, SHORT, Duration.ofSeconds(1), Optional.empty(), LONG, LONG));

	private long alone;

	private Wire other;

	@BeforeEach
	void open() throws Exception {
		this.cluster.worker(SlowClientsTests::serve);
		this.other = this.cluster.client();
		this.alone = Latency.alone(this.other);
	}

	@AfterEach
	void close() throws Exception {
		this.cluster.close();
	}

	private static void serve(FakeWorker.Connection connection) throws IOException {
		for (String head = connection.request(); !head.isEmpty(); head = connection.request()) {
			if (head.startsWith("GET /large")) {
				connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n");
				for (int sent = 0; sent < LARGE; sent += PART.length) {
					connection.send(PART);
				}
			}
			else if (head.startsWith("POST")) {
				connection.until("0\r\n\r\n");
			}
			else {
				connection.answer("hello");
			}
		}
	}

	@Test
	void headsWhenTheyDribbleAreCutAndOthersDoNotNotice() throws Exception {
		try (Crowd crowd = Crowd.of(DRIBBLERS, this.cluster.dispatcher.port())) {
			crowd.wires().forEach((wire) -> send(wire, "GET / HTTP/1.1\r\nHost: a\r\n"));
			othersDoNotNotice("slow heads", () -> crowd.wires().forEach((wire) -> send(wire, "X: y\r\n")));
			crowd.wires().forEach((wire) -> assertThat(wire.rest()).startsWith("HTTP/1.1 408"));
		}
	}

	@Test
	void bodiesWhenTheyDribbleAreCutAndOthersDoNotNotice() throws Exception {
		try (Crowd crowd = Crowd.of(DRIBBLERS, this.cluster.dispatcher.port())) {
			crowd.wires()
				.forEach((wire) -> send(wire, "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"));
			othersDoNotNotice("slow bodies", () -> crowd.wires().forEach((wire) -> send(wire, "1\r\nx\r\n")));
			crowd.wires().forEach((wire) -> assertThat(wire.rest()).startsWith("HTTP/1.1 408"));
		}
	}

	@Test
	void answersWhenNobodyReadsThemAreCutAndTakeLittleMemory() throws Exception {
		long before = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
		try (Crowd crowd = Crowd.of(SLOW_READERS, this.cluster.dispatcher.port())) {
			crowd.wires().forEach((wire) -> send(wire, "GET /large HTTP/1.1\r\nHost: a\r\n\r\n"));
			AtomicLong most = new AtomicLong();
			othersDoNotNotice("clients that do not read", () -> most
				.accumulateAndGet(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() - before, Math::max));
			long each = most.get() / SLOW_READERS;
			logger.info("%d octets of direct memory for each client that does not read".formatted(each));
			assertThat(each).isBetween(1L, MOST_FOR_A_READER);
			for (Wire wire : crowd.wires()) {
				assertThat(wire.skip(LARGE)).isLessThan(LARGE);
			}
		}
	}

	/**
	 * Go on until all of them have been let go.
	 */
	private void othersDoNotNotice(String whom, Runnable beat) {
		Awaitility.await().pollInterval(BEAT).atMost(LONG).until(() -> {
			beat.run();
			Latency.check("request beside " + whom, this.alone, Latency.median(this.other));
			return this.cluster.dispatcher.snapshot().connections() <= 1;
		});
	}

	/**
	 * Who has been let go already cannot send any more.
	 */
	private static void send(Wire wire, String text) {
		try {
			wire.channel().write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
		}
		catch (IOException ex) {
			logger.trace("Let go", ex);
		}
	}

}
