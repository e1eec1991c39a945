package io.bootcluster.primary.dispatch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.bootcluster.ListenerAddress;
import io.bootcluster.Prober;
import io.bootcluster.Prober.Answer;
import io.bootcluster.WorkerAddress;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for probes of a {@link Dispatcher}.
 */
class ProbeTests {

	private final DispatcherFixture cluster = DispatcherFixture.open();

	@AfterEach
	void close() throws Exception {
		this.cluster.close();
	}

	private Answer probe(WorkerAddress address, Duration timeout) throws Exception {
		return this.cluster.dispatcher.probe(address, Prober.LIVENESS_PATH, timeout)
			.toCompletableFuture()
			.get(5, TimeUnit.SECONDS);
	}

	@Test
	void probeWhenAnsweredTellsStatusAndBody() throws Exception {
		FakeWorker worker = this.cluster.unopened((connection) -> {
			connection.request();
			connection.send("HTTP/1.1 503 \r\nTransfer-Encoding: chunked\r\n\r\n4\r\nDOWN\r\n0\r\n\r\n");
		});
		assertThat(probe(worker.address(), Duration.ofSeconds(5))).isEqualTo(new Answer(503, "DOWN"));
		assertThat(worker.onlyRequest()).startsWith("GET /.bootcluster/health/liveness HTTP/1.1\r\nHost: ")
			.contains(";k=s3cret\r\n")
			.contains("Connection: close\r\n");
	}

	@Test
	void askIsARequestAsAClientOfThePublicSideSendsIt() throws Exception {
		FakeWorker worker = this.cluster.unopened((connection) -> {
			connection.request();
			connection.send("HTTP/1.1 302 \r\nLocation: /login\r\nContent-Length: 0\r\n\r\n");
		});
		assertThat(this.cluster.dispatcher.ask(worker.address(), "/ready?deep=true", Duration.ofSeconds(5))
			.toCompletableFuture()
			.get(5, TimeUnit.SECONDS)
			.status()).isEqualTo(302);
		int port = this.cluster.dispatcher.port();
		assertThat(worker.onlyRequest()).startsWith("GET /ready?deep=true HTTP/1.1\r\nHost: localhost:" + port + "\r\n")
			.contains(";lp=" + port + ";s=http;k=s3cret\r\n");
	}

	@Test
	void probeWhenAnswerComesTooLateIsMissing() throws Exception {
		FakeWorker worker = this.cluster.unopened((connection) -> connection.rest());
		assertThat(probe(worker.address(), Duration.ofMillis(50)).isAnswered()).isFalse();
	}

	@Test
	void probeWhenNobodyListensIsMissing() throws Exception {
		WorkerAddress nowhere = WorkerAddress.of(ListenerAddress.unix(java.nio.file.Path.of("/nonexistent/socket")));
		assertThat(probe(nowhere, Duration.ofSeconds(5)).detail()).startsWith("cannot connect");
	}

	@Test
	void probeWhenAnswerIsCutShortIsMissing() throws Exception {
		FakeWorker worker = this.cluster.unopened((connection) -> {
			connection.request();
			connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nUP");
		});
		assertThat(probe(worker.address(), Duration.ofSeconds(5)).isAnswered()).isFalse();
	}

}
