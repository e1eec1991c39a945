package io.bootcluster.primary.dispatch;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.bootcluster.CloseReason;
import io.bootcluster.GateState;
import io.bootcluster.ListenerAddress;
import io.bootcluster.WorkerAddress;
import io.bootcluster.WorkerId;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a {@link Dispatcher} does when workers fail it.
 */
@ExtendWith(OutputCaptureExtension.class)
class RecoveryTests {

	private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

	private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody";

	private static final FakeWorker.Script DIES = FakeWorker.Connection::request;

	private final DispatcherFixture cluster = DispatcherFixture.open();

	@AfterEach
	void close() throws Exception {
		this.cluster.close();
	}

	private void both(FakeWorker.Script first, FakeWorker.Script second) {
		this.cluster.worker(first);
		this.cluster.worker(second);
	}

	@Test
	void getWhenWorkerDiesIsAnsweredByAnother() throws Exception {
		both(DIES, FakeWorker.HELLO);
		Wire client = this.cluster.client();
		for (int i = 0; i < 10; i++) {
			assertThat(client.send(GET).message()).endsWith("hello");
		}
		assertThat(this.cluster.dispatcher.snapshot().retries()).isPositive();
		assertThat(this.cluster.dispatcher.snapshot().failures()).isZero();
	}

	@Test
	void putWhenWorkerDiesIsRepeatedWithItsBody() throws Exception {
		FakeWorker.Script echo = (connection) -> {
			connection.request();
			connection.answer(connection.bytes(4));
			connection.request();
			connection.answer(connection.bytes(4));
		};
		both(DIES, echo);
		Wire client = this.cluster.client();
		for (int i = 0; i < 2; i++) {
			client.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody");
			assertThat(client.message()).startsWith("HTTP/1.1 200").endsWith("body");
		}
	}

	@Test
	void postWhenWorkerDiesIsNotRepeated() throws Exception {
		CountDownLatch death = new CountDownLatch(1);
		FakeWorker dying = this.cluster.worker((connection) -> {
			connection.request();
			death.await();
		});
		Wire client = this.cluster.client().send(POST);
		Awaitility.await().until(() -> dying.requests() == 1);
		FakeWorker other = this.cluster.worker(FakeWorker.HELLO);
		death.countDown();
		assertThat(client.message()).startsWith("HTTP/1.1 502");
		assertThat(dying.requests()).isOne();
		assertThat(other.requests()).isZero();
		assertThat(this.cluster.dispatcher.snapshot().failures()).isOne();
	}

	@Test
	void postWhenWorkerRefusesConnectionsGoesToAnother() throws Exception {
		this.cluster.dispatcher.open(new WorkerId(7, 1), "r1",
				WorkerAddress.of(ListenerAddress.unix(java.nio.file.Path.of("/nonexistent/socket"))));
		this.cluster.worker((connection) -> {
			for (String head = connection.request(); !head.isEmpty(); head = connection.request()) {
				connection.answer(connection.bytes(4));
			}
		});
		Wire client = this.cluster.client();
		for (int i = 0; i < 4; i++) {
			assertThat(client.send(POST).message()).endsWith("body");
		}
		assertThat(this.cluster.dispatcher.snapshot().backends().get(new WorkerId(7, 1)).failures()).isPositive();
	}

	@Test
	void answerWhenItIsAServerErrorIsCountedAsSuch() throws Exception {
		this.cluster.worker((connection) -> {
			for (String status : new String[] { "200", "499", "500", "503" }) {
				connection.request();
				connection.send("HTTP/1.1 " + status + " \r\nContent-Length: 0\r\n\r\n");
			}
		});
		Wire client = this.cluster.client();
		for (int i = 0; i < 4; i++) {
			client.send(GET).message();
		}
		assertThat(this.cluster.dispatcher.snapshot().backends().values()).singleElement()
			.satisfies((backend) -> assertThat(backend.errors()).isEqualTo(2))
			.satisfies((backend) -> assertThat(backend.failures()).isZero());
	}

	/**
	 * The event loop stands still while the request arrives and, after it, the end of the
	 * idle connection that it will be sent on. Shutting takes effect at once, where
	 * closing would wait for the thread that reads.
	 */
	@Test
	void postWhenKernelTakesNoByteGoesToAnother() throws Exception {
		FakeWorker leaving = this.cluster.worker(FakeWorker.HELLO);
		FakeWorker other = this.cluster.worker((connection) -> {
			connection.request();
			connection.answer(connection.bytes(4));
		});
		this.cluster.dispatcher.close(new WorkerId(2, 1), CloseReason.UNANSWERED, Duration.ofDays(1));
		Wire client = this.cluster.client();
		assertThat(client.send(GET).message()).endsWith("hello");
		CountDownLatch still = new CountDownLatch(1);
		CountDownLatch go = this.cluster.halt(still);
		still.await();
		client.send(POST);
		leaving.connections().get(0).channel().shutdownInput();
		go.countDown();
		assertThat(client.message()).startsWith("HTTP/1.1 200").endsWith("body");
		assertThat(leaving.requests()).isOne();
		assertThat(other.requests()).isOne();
	}

	@Test
	void idleConnectionWhenWorkerClosesItIsDropped() throws Exception {
		FakeWorker worker = this.cluster.worker((connection) -> {
			connection.request();
			connection.answer("once");
		});
		Wire client = this.cluster.client();
		assertThat(client.send(GET).message()).endsWith("once");
		SocketChannel first = worker.connections().get(0).channel();
		Awaitility.await().until(() -> !first.isOpen());
		this.cluster.settle();
		assertThat(client.send(POST).message()).endsWith("once");
	}

	@Test
	void idleConnectionWhenWorkerSendsUnaskedIsNeverUsedAgain() throws Exception {
		FakeWorker worker = this.cluster.worker((connection) -> {
			connection.request();
			connection.send(
					"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\noneHTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil");
			connection.rest();
		});
		Wire client = this.cluster.client();
		assertThat(client.send(GET).message()).endsWith("one");
		assertThat(client.send(GET).message()).endsWith("one");
		assertThat(worker.connections()).hasSize(2);
	}

	@Test
	void answerWhenCutShortIsAborted() throws Exception {
		this.cluster.worker((connection) -> {
			connection.request();
			connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
		});
		assertThat(this.cluster.client().send(GET).rest()).endsWith("half");
	}

	@Test
	void chunkedAnswerWhenCutShortForOldClientIsReset() throws Exception {
		this.cluster.worker((connection) -> {
			connection.request();
			connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n");
		});
		assertThat(this.cluster.client().send("GET / HTTP/1.0\r\n\r\n").rest()).endsWith("<reset>");
	}

	@Test
	void answerWhenMalformedIs502AndConnectionIsClosed() throws Exception {
		FakeWorker worker = this.cluster.worker((connection) -> {
			connection.request();
			connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab");
			connection.rest();
		});
		Wire client = this.cluster.client();
		assertThat(client.send(POST).message()).startsWith("HTTP/1.1 502");
		Awaitility.await().until(() -> !worker.connections().get(0).channel().isOpen());
	}

	@ParameterizedTest
	@ValueSource(strings = { "garbage\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Len", "H" })
	void getWhenAnswerIsNoneIs502AndNeverRepeated(String answer, CapturedOutput output) throws Exception {
		CountDownLatch asked = new CountDownLatch(1);
		FakeWorker broken = this.cluster.worker((connection) -> {
			connection.request();
			asked.await();
			connection.send(answer);
		});
		Wire client = this.cluster.client().send(GET);
		Awaitility.await().until(() -> broken.requests() == 1);
		FakeWorker other = this.cluster.worker(FakeWorker.HELLO);
		asked.countDown();
		assertThat(client.message()).startsWith("HTTP/1.1 502");
		assertThat(other.requests()).isZero();
		String cause = answer.startsWith("g") ? "malformed answer: " : "answer cut short";
		assertThat(output).contains("Answered 502 to 'GET / HTTP/1.1' from worker-1.1: " + cause);
	}

	@Test
	void getWhenOnlyWorkerDiesWaitsForTheNext() throws Exception {
		this.cluster.worker(DIES);
		Wire client = this.cluster.client().send(GET);
		Awaitility.await().until(() -> this.cluster.dispatcher.snapshot().held() == 1);
		this.cluster.dispatcher.close(new WorkerId(1, 1), CloseReason.GONE, Duration.ZERO);
		this.cluster.settle();
		assertThat(this.cluster.dispatcher.snapshot().held()).isOne();
		this.cluster.worker(FakeWorker.HELLO);
		assertThat(client.message()).endsWith("hello");
	}

	@Test
	void getWhenOnlyWorkerFailsItAndStaysIs502() throws Exception {
		FakeWorker worker = this.cluster.worker(DIES);
		assertThat(this.cluster.client().send(GET).message()).startsWith("HTTP/1.1 502");
		assertThat(worker.requests()).isOne();
	}

	@Test
	void brokenAnswersWhenInARowEjectTheWorker() throws Exception {
		this.cluster.worker(DIES);
		this.cluster.worker(FakeWorker.HELLO);
		this.cluster.worker(FakeWorker.HELLO);
		WorkerId dying = new WorkerId(1, 1);
		Wire client = this.cluster.client();
		for (int i = 0; i < 20; i++) {
			assertThat(client.send(GET).message()).endsWith("hello");
		}
		assertThat(this.cluster.dispatcher.snapshot().backends().get(dying).requests()).isBetween(3L, 6L);
		assertThat(this.cluster.dispatcher.snapshot().backends().get(dying).gate()).isIn(GateState.EJECTED,
				GateState.OPEN);
	}

	@Test
	void workerWhenGoneHandsItsGetToAnother() throws Exception {
		FakeWorker silent = this.cluster.worker((connection) -> {
			connection.request();
			connection.rest();
		});
		Wire client = this.cluster.client().send(GET);
		Awaitility.await().until(() -> silent.requests() == 1);
		this.cluster.worker(FakeWorker.HELLO);
		this.cluster.dispatcher.close(new WorkerId(1, 1), CloseReason.GONE, Duration.ZERO);
		assertThat(client.message()).endsWith("hello");
		assertThat(this.cluster.dispatcher.snapshot().backends()).containsOnlyKeys(new WorkerId(2, 1));
	}

}
