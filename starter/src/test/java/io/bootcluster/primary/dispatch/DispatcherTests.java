package io.bootcluster.primary.dispatch;

import java.io.IOException;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Plain requests and answers through a {@link Dispatcher} over real sockets.
 */
class DispatcherTests {

	private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

	private final DispatcherFixture cluster = DispatcherFixture.open();

	@AfterEach
	void close() throws Exception {
		this.cluster.close();
	}

	@Test
	void getWhenWorkerOpenIsAnswered() throws Exception {
		FakeWorker worker = this.cluster.worker(FakeWorker.HELLO);
		Wire client = this.cluster.client().send(GET);
		assertThat(client.message()).isEqualTo("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
		assertThat(worker.onlyRequest()).startsWith("GET / HTTP/1.1\r\nHost: a\r\n")
			.contains("Bootcluster-Client: a=127.0.0.1;p=")
			.doesNotContain("s3cret");
	}

	@Test
	void getWhenConnectionIsKeptUsesOneWorkerConnection() throws Exception {
		FakeWorker worker = this.cluster.worker(FakeWorker.HELLO);
		Wire client = this.cluster.client();
		for (int i = 0; i < 5; i++) {
			assertThat(client.send(GET).message()).endsWith("hello");
		}
		assertThat(worker.connections()).hasSize(1);
		assertThat(worker.requests()).isEqualTo(5);
	}

	@Test
	void pipelinedWhenManyAreAnsweredInOrder() throws Exception {
		this.cluster.worker(FakeWorker.PATH);
		this.cluster.worker(FakeWorker.PATH);
		StringBuilder requests = new StringBuilder();
		for (int i = 0; i < 200; i++) {
			requests.append("GET /").append(i).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
		}
		Wire client = this.cluster.client().send(requests.toString());
		for (int i = 0; i < 200; i++) {
			assertThat(client.message()).endsWith("\r\n\r\n/" + i);
		}
	}

	@Test
	void inputWhenHalfClosedAfterPipelinedRequestsStillGetsAllAnswers() throws Exception {
		this.cluster.worker(FakeWorker.PATH);
		Wire client = this.cluster.client();
		client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
		client.channel().shutdownOutput();
		assertThat(client.rest()).contains("/1HTTP/1.1 200").endsWith("/2");
	}

	@Test
	void headWhenAnsweredWithLengthHasNoBody() throws Exception {
		this.cluster.worker((connection) -> {
			connection.request();
			connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
			connection.request();
			connection.answer("after");
		});
		Wire client = this.cluster.client().send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
		assertThat(client.head()).contains("Content-Length: 5");
		assertThat(client.send(GET).message()).endsWith("\r\n\r\nafter");
	}

	@Test
	void answersWithoutBodyWhenRelayedKeepTheConnection() throws Exception {
		this.cluster.worker((connection) -> {
			connection.request();
			connection.send("HTTP/1.1 204 No Content\r\n\r\n");
			connection.request();
			connection.send("HTTP/1.1 304 Not Modified\r\nContent-Length: 77\r\n\r\n");
			connection.request();
			connection.answer("third");
		});
		Wire client = this.cluster.client();
		assertThat(client.send(GET).head()).startsWith("HTTP/1.1 204");
		assertThat(client.send(GET).head()).startsWith("HTTP/1.1 304");
		assertThat(client.send(GET).message()).endsWith("third");
	}

	@Test
	void chunkedWhenBothWaysPassesWithTrailers() throws Exception {
		String chunked = "5\r\nhello\r\n6\r\n world\r\n0\r\nX-Sum: 11\r\n\r\n";
		FakeWorker worker = this.cluster.worker((connection) -> {
			connection.request();
			assertThat(connection.until("X-Sum: 11\r\n\r\n")).isEqualTo(chunked);
			connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked);
			connection.request();
			connection.answer("next");
		});
		Wire client = this.cluster.client()
			.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked);
		assertThat(client.head()).contains("Transfer-Encoding: chunked");
		assertThat(client.until("X-Sum: 11\r\n\r\n")).isEqualTo(chunked);
		assertThat(client.send(GET).message()).endsWith("next");
		assertThat(worker.connections()).hasSize(1);
	}

	@Test
	void expectWhenWorkerContinuesSendsBodyAfterwards() throws Exception {
		this.cluster.worker((connection) -> {
			assertThat(connection.request()).contains("Expect: 100-continue");
			connection.send("HTTP/1.1 100 Continue\r\n\r\n");
			connection.answer(connection.bytes(4));
		});
		Wire client = this.cluster.client()
			.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
		assertThat(client.head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
		assertThat(client.send("data").message()).endsWith("\r\n\r\ndata");
	}

	@Test
	void expectWhenWorkerRefusesClosesTheConnection() throws Exception {
		this.cluster.worker((connection) -> {
			connection.request();
			connection.send("HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno");
			connection.rest();
		});
		Wire client = this.cluster.client()
			.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
		assertThat(client.rest()).startsWith("HTTP/1.1 401").contains("Connection: close").endsWith("no");
	}

	@Test
	void earlyAnswerWhenWorkerReadsTheRestKeepsBothConnections() throws Exception {
		FakeWorker worker = this.cluster.worker((connection) -> {
			connection.request();
			connection.answer("early");
			connection.bytes(10);
			connection.request();
			connection.answer("next");
		});
		Wire client = this.cluster.client().send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n01234");
		assertThat(client.message()).endsWith("early");
		client.send("56789").send(GET);
		assertThat(client.message()).endsWith("next");
		assertThat(worker.connections()).hasSize(1);
	}

	@Test
	void earlyAnswerWhenWorkerClosesReachesTheClient() throws Exception {
		this.cluster.worker((connection) -> {
			connection.request();
			connection.send("HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbig");
		});
		Wire client = this.cluster.client().send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n");
		byte[] part = new byte[64 * 1024];
		try {
			for (int i = 0; i < 64; i++) {
				client.send(part);
			}
		}
		catch (IOException ex) {
			// the other side stopped taking it
		}
		assertThat(client.rest()).startsWith("HTTP/1.1 413").contains("big");
	}

	@Test
	void http10WhenAnsweredInChunksGetsPlainBodyAndClose() throws Exception {
		this.cluster.worker((connection) -> {
			assertThat(connection.request()).startsWith("GET / HTTP/1.1\r\n");
			connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
			connection.rest();
		});
		Wire client = this.cluster.client().send("GET / HTTP/1.0\r\n\r\n");
		assertThat(client.rest()).contains("Connection: close").doesNotContain("chunked").endsWith("\r\n\r\nhello");
	}

	@Test
	void closeWhenAskedForEndsAfterTheAnswer() throws Exception {
		FakeWorker worker = this.cluster.worker(FakeWorker.HELLO);
		Wire client = this.cluster.client().send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
		assertThat(client.rest()).contains("Connection: close").endsWith("hello");
		assertThat(this.cluster.client().send(GET).message()).endsWith("hello");
		assertThat(worker.connections()).hasSize(1);
	}

	@Test
	void closeWhenTheWorkerSaysItEndsTheClientsConnectionToo() throws Exception {
		this.cluster.worker((connection) -> {
			connection.request();
			connection.send("HTTP/1.1 500 x\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno");
		});
		Wire client = this.cluster.client().send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
		assertThat(client.rest()).isEqualTo("HTTP/1.1 500 x\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno");
	}

	@Test
	void privatePathWhenAskedForIsNeverForwarded() throws Exception {
		FakeWorker worker = this.cluster.worker(FakeWorker.HELLO);
		Wire client = this.cluster.client().send("GET /.bootcluster/health/liveness HTTP/1.1\r\nHost: a\r\n\r\n");
		assertThat(client.message()).startsWith("HTTP/1.1 404");
		assertThat(client.send(GET).message()).endsWith("hello");
		assertThat(worker.requests()).isOne();
	}

	@Test
	void malformedRequestWhenReadIsRefusedAndClosed() throws Exception {
		FakeWorker worker = this.cluster.worker(FakeWorker.HELLO);
		Wire client = this.cluster.client().send("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 2\r\n\r\n" + GET);
		assertThat(client.rest()).startsWith("HTTP/1.1 400").containsOnlyOnce("HTTP/1.1");
		assertThat(worker.requests()).isZero();
	}

	@Test
	void serverSentEventWhenWrittenArrivesBeforeTheNext() throws Exception {
		this.cluster.worker((connection) -> {
			connection.request();
			connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
			connection.send("9\r\ndata: 1\n\n\r\n");
			while (connection.channel().isOpen()) {
				connection.send("9\r\ndata: 2\n\n\r\n");
			}
		});
		Wire client = this.cluster.client().send(GET);
		assertThat(client.until("data: 1\n\n\r\n")).contains("text/event-stream");
		assertThat(this.cluster.dispatcher.snapshot().inFlight()).isOne();
		client.close();
		Awaitility.await().until(() -> this.cluster.dispatcher.snapshot().inFlight() == 0);
	}

	@Test
	void snapshotWhenServedCountsRequestsAndConnections() throws Exception {
		this.cluster.worker(FakeWorker.HELLO);
		Wire client = this.cluster.client().send(GET);
		client.message();
		client.send(GET).message();
		assertThat(this.cluster.dispatcher.snapshot().requests()).isEqualTo(2);
		assertThat(this.cluster.dispatcher.snapshot().connections()).isOne();
		client.close();
		Awaitility.await().until(() -> this.cluster.dispatcher.snapshot().connections() == 0);
	}

}
