package io.bootcluster.primary.dispatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Plain requests through a {@link Dispatcher} over real sockets.
 */
class DispatcherTests {

	private static final FakeWorker.Script HELLO = (connection) -> {
		while (!connection.request().isEmpty()) {
			connection.answer("hello");
		}
	};

	private final DispatcherFixture cluster = DispatcherFixture.open();

	@AfterEach
	void close() throws Exception {
		this.cluster.close();
	}

	@Test
	void getWhenWorkerOpenIsAnswered() throws Exception {
		FakeWorker worker = this.cluster.worker(HELLO);
		Wire client = this.cluster.client().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
		assertThat(client.message()).isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
		assertThat(worker.onlyRequest()).startsWith("GET / HTTP/1.1\r\nHost: a\r\n")
			.contains("Bootcluster-Client: a=127.0.0.1;p=")
			.doesNotContain("s3cret");
	}

	@Test
	void getWhenConnectionIsKeptUsesOneWorkerConnection() throws Exception {
		FakeWorker worker = this.cluster.worker(HELLO);
		Wire client = this.cluster.client();
		for (int i = 0; i < 5; i++) {
			client.send("GET /" + i + " HTTP/1.1\r\nHost: a\r\n\r\n");
			assertThat(client.message()).endsWith("hello");
		}
		assertThat(worker.connections()).hasSize(1);
		assertThat(worker.requests()).isEqualTo(5);
	}

}
