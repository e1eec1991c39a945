package io.bootcluster.primary.dispatch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Large bodies through a {@link Dispatcher}: whole, and in constant memory.
 */
class StreamingTests {

	private static final int LARGE = 64 * 1024 * 1024;

	private static final int MOST_MEMORY = 24 * 1024 * 1024;

	private static final byte[] PART = new byte[64 * 1024];

	private final DispatcherFixture cluster = DispatcherFixture.open();

	@AfterEach
	void close() throws Exception {
		this.cluster.close();
	}

	private static FakeWorker.Script download(String more) {
		return (connection) -> {
			connection.request();
			connection.send("HTTP/1.1 200 OK\r\n" + more + "Content-Length: " + LARGE + "\r\n\r\n");
			for (int sent = 0; sent < LARGE; sent += PART.length) {
				connection.send(PART);
			}
		};
	}

	@Test
	void downloadWhenClientReadsSlowlyStaysSmall() throws Exception {
		this.cluster.worker(download(""));
		long before = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
		Wire client = this.cluster.client().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
		client.head();
		this.cluster.worker(FakeWorker.HELLO);
		assertThat(this.cluster.client().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").message()).endsWith("hello");
		assertThat(client.skip(LARGE)).isEqualTo(LARGE);
		assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() - before).isLessThan(MOST_MEMORY);
	}

	@Test
	void downloadWhenWorkerHasClosedAndClientIsHalfClosedIsWhole() throws Exception {
		this.cluster.worker(download("Connection: close\r\n"));
		Wire client = this.cluster.client().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
		client.channel().shutdownOutput();
		client.head();
		assertThat(client.skip(Long.MAX_VALUE)).isEqualTo(LARGE);
	}

	@Test
	void downloadWhenUntilCloseIsWhole() throws Exception {
		this.cluster.worker((connection) -> {
			connection.request();
			connection.send("HTTP/1.1 200 OK\r\n\r\n");
			for (int sent = 0; sent < LARGE; sent += PART.length) {
				connection.send(PART);
			}
		});
		Wire client = this.cluster.client().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
		assertThat(client.head()).contains("Connection: close");
		assertThat(client.skip(Long.MAX_VALUE)).isEqualTo(LARGE);
	}

	@Test
	void uploadWhenClientHalfClosesAndWorkerIsSlowIsWhole() throws Exception {
		FakeWorker worker = this.cluster.worker((connection) -> {
			connection.request();
			connection.until("GO");
			connection.answer("" + connection.skip(LARGE - 2));
		});
		Wire client = this.cluster.client();
		client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + LARGE + "\r\n\r\nGO");
		Thread sender = new Thread(() -> send(client, LARGE - 2));
		sender.start();
		assertThat(client.message()).endsWith("\r\n\r\n" + (LARGE - 2));
		sender.join();
		assertThat(worker.requests()).isOne();
		assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory()).isLessThan(2L * MOST_MEMORY);
	}

	private static void send(Wire client, int count) {
		try {
			for (int left = count; left > 0; left -= PART.length) {
				client.send((left >= PART.length) ? PART : new byte[left]);
			}
			client.channel().shutdownOutput();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void chunkedWhenInManySmallPiecesIsWhole() throws Exception {
		this.cluster.worker((connection) -> {
			connection.request();
			connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
			for (int i = 0; i < 2000; i++) {
				for (byte each : "4\r\nabcd\r\n".getBytes(StandardCharsets.US_ASCII)) {
					connection.send(new byte[] { each });
				}
			}
			connection.send("0\r\n\r\n");
			connection.rest();
		});
		Wire client = this.cluster.client().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
		client.head();
		assertThat(client.until("\r\n0\r\n\r\n")).hasSize(2000 * 9 + 5);
	}

}
