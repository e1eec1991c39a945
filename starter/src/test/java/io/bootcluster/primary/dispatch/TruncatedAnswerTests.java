package io.bootcluster.primary.dispatch;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Promise: an answer that its worker cuts short, wherever, is never taken for a whole
 * one, and the next client gets its own (RFC 9112, section 8).
 */
class TruncatedAnswerTests {

	private static final String LENGTH = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

	private static final String CHUNKS = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
			+ "3\r\nabc\r\n2;a=\"b\"\r\nde\r\n0\r\nX: y\r\n\r\n";

	private static final String INTERIM = "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n";

	private final DispatcherFixture cluster = DispatcherFixture.open();

	@AfterEach
	void close() throws Exception {
		this.cluster.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { LENGTH, CHUNKS, INTERIM + LENGTH })
	void answerWhenCutByItsWorkerIsNeverWhole(String answer) throws Exception {
		AtomicInteger cut = new AtomicInteger();
		FakeWorker worker = this.cluster.worker((connection) -> {
			for (String head = connection.request(); !head.contains(" /cut "); head = connection.request()) {
				connection.answer("canary");
			}
			connection.send(answer.substring(0, cut.get()));
		});
		while (cut.incrementAndGet() < answer.length()) {
			String got = this.cluster.client()
				.send("GET /cut HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
				.rest()
				.replace(INTERIM, "")
				.replace("<reset>", "");
			if (got.startsWith("HTTP/1.1 200 ")) {
				assertThat(got).as("cut at %d", cut.get()).doesNotEndWith(answer.substring(answer.length() - 5));
			}
			else {
				assertThat(got).as("cut at %d", cut.get()).startsWith("HTTP/1.1 502 ");
			}
			assertThat(this.cluster.client().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").message()).endsWith("canary");
		}
		assertThat(worker.connections()).hasSize(answer.length());
	}

}
