package io.bootcluster.primary.dispatch;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Promise: an answer that a worker gives twice, that nobody asked for, or that never ends
 * reaches no other client, takes no memory without bound, and its connection is never
 * used again.
 */
class StrayAnswerTests {

	private static final String GET = "GET /first HTTP/1.1\r\nHost: a\r\n\r\n";

	private static final String NEXT = "GET /next HTTP/1.1\r\nHost: a\r\n\r\n";

	private static final String FIRST = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst";

	private static final String STRAY = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nstray";

	private static final int MOST = 4 << 20;

	private final DispatcherFixture cluster = DispatcherFixture.open();

	@AfterEach
	void close() throws Exception {
		this.cluster.close();
	}

	@Test
	void answerWhenGivenTwiceAtOnceReachesItsClientOnce() throws Exception {
		FakeWorker worker = this.cluster.worker(firstAnd((connection) -> connection.send(FIRST + STRAY)));
		Wire client = this.cluster.client();
		assertThat(client.send(GET + NEXT).message()).endsWith("first");
		assertThat(client.message()).endsWith("/next");
		holdFirstConnectionIsNotUsedAgain(worker);
	}

	@Test
	void answerWhenGivenAgainLaterReachesNobody() throws Exception {
		FakeWorker worker = this.cluster.worker(firstAnd((connection) -> {
			connection.send(FIRST);
			connection.readByte();
			connection.send(STRAY);
		}));
		Wire client = this.cluster.client();
		assertThat(client.send("POST /first HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n").message())
			.endsWith("first");
		client.send("x");
		awaitEnd(worker.connections().get(0));
		assertThat(client.send(NEXT).message()).endsWith("/next");
		holdFirstConnectionIsNotUsedAgain(worker);
	}

	@Test
	void answerWhenGivenTwiceBeforeTheRequestIsWholeReachesItsClientOnce() throws Exception {
		FakeWorker worker = this.cluster.worker(firstAnd((connection) -> connection.send(FIRST + STRAY)));
		Wire client = this.cluster.client();
		assertThat(client.send("POST /first HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n").message())
			.endsWith("first");
		assertThat(client.send("x" + NEXT).rest()).doesNotContain("stray");
		assertThat(this.cluster.client().send(NEXT).message()).endsWith("/next");
		holdFirstConnectionIsNotUsedAgain(worker);
	}

	@Test
	void answerWhenNobodyAskedReachesNobody() throws Exception {
		FakeWorker worker = this.cluster.worker(firstAnd((connection) -> {
			connection.send(FIRST);
			this.cluster.settle();
			connection.send(STRAY);
		}));
		assertThat(this.cluster.client().send(GET).message()).endsWith("first");
		awaitEnd(worker.connections().get(0));
		assertThat(this.cluster.client().send(NEXT).message()).endsWith("/next");
		holdFirstConnectionIsNotUsedAgain(worker);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("endless")
	void answerWhenItNeverEndsIsCut(String name, String version, String begin, String again) throws Exception {
		FakeWorker worker = this.cluster.worker(firstAnd((connection) -> {
			connection.send(begin);
			String much = again.repeat(1 + 8192 / again.length());
			while (connection.channel().isOpen()) {
				connection.send(much);
			}
		}));
		Wire client = this.cluster.client()
			.send("GET /first HTTP/" + version + "\r\nHost: a\r\nConnection: close\r\n\r\n");
		String got = withoutInterim(bounded(client));
		if (got.startsWith("HTTP/1.1 200 ")) {
			assertThat(got).doesNotEndWith("0\r\n\r\n");
		}
		else {
			assertThat(got).startsWith("HTTP/1.1 502 ");
		}
		assertThat(this.cluster.client().send(NEXT).message()).endsWith("/next");
		holdFirstConnectionIsNotUsedAgain(worker);
		assertThat(worker.connections().get(0).failure).isInstanceOf(IOException.class);
	}

	static Stream<Arguments> endless() {
		String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
		return Stream.of(arguments("interim answers", "1.1", "", "HTTP/1.1 102 Processing\r\n\r\n"),
				arguments("interim answers to HTTP/1.0", "1.0", "", "HTTP/1.1 102 Processing\r\n\r\n"),
				arguments("interim answers with fields", "1.1", "", "HTTP/1.1 103 x\r\nLink: y\r\n\r\n"),
				arguments("reason", "1.1", "HTTP/1.1 200 ", "a"),
				arguments("fields", "1.1", "HTTP/1.1 200 OK\r\n", "X: y\r\n"),
				arguments("field", "1.1", "HTTP/1.1 200 OK\r\nX: ", "y"), arguments("chunk size", "1.1", chunked, "0"),
				arguments("chunk extension", "1.1", chunked + "1;a=\"", "b"),
				arguments("chunk extensions", "1.1", chunked, "1;aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\nx\r\n"),
				arguments("trailers", "1.1", chunked + "0\r\n", "X: y\r\n"),
				arguments("trailer", "1.1", chunked + "0\r\nX: ", "y"));
	}

	private static FakeWorker.Script firstAnd(FakeWorker.Script script) {
		return (connection) -> {
			for (String head = connection.request(); !head.isEmpty(); head = connection.request()) {
				if (head.contains(" /first ")) {
					script.run(connection);
				}
				else {
					connection.answer(head.split(" ")[1]);
				}
			}
		};
	}

	private void holdFirstConnectionIsNotUsedAgain(FakeWorker worker) {
		awaitEnd(worker.connections().get(0));
		assertThat(worker.connections()).hasSize(2);
		assertThat(worker.connections().get(0).heads).singleElement().asString().contains(" /first ");
	}

	private static void awaitEnd(FakeWorker.Connection connection) {
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !connection.channel().isOpen());
	}

	/**
	 * Read to the end, which a reset is too, but no more than no answer here may have.
	 */
	private static String bounded(Wire client) {
		StringBuilder got = new StringBuilder();
		try {
			for (int octet = client.readByte(); octet >= 0; octet = client.readByte()) {
				got.append((char) octet);
				if (got.length() > MOST) {
					throw new AssertionError("still not cut: " + got.substring(0, 200));
				}
			}
		}
		catch (IOException ex) {
			assertThat(ex).hasMessageContaining("reset");
		}
		return got.toString();
	}

	private static String withoutInterim(String answers) {
		return answers.replaceAll("HTTP/1.1 10[23] \\w+\r\n([^\r]+\r\n)*\r\n", "");
	}

}
