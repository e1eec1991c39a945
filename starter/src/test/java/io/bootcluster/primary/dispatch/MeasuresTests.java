package io.bootcluster.primary.dispatch;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.bootcluster.AccessLog;
import io.bootcluster.ErrorPages;
import io.bootcluster.Measures;
import io.bootcluster.WorkerId;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Each request that ends is counted and logged once, for what became of it.
 */
class MeasuresTests {

	private static final String GET = "GET /a?b HTTP/1.1\r\nHost: a\r\nUser-Agent: curl/8\r\n\r\n";

	private final Queue<AccessLog.Entry> logged = new ConcurrentLinkedQueue<>();

	private final DispatcherFixture cluster = new DispatcherFixture((defaults) -> new DispatcherSettings(
			defaults.listeners(), defaults.limits(),
			DispatcherFixture.quick(Duration.ofSeconds(10), Duration.ofMillis(200)), defaults.policy(),
			defaults.secret(), ErrorPages.NONE, new DispatcherSettings.Records(true, Optional.of(this.logged::add))));

	@AfterEach
	void close() throws Exception {
		this.cluster.close();
	}

	@Test
	void answersAreCountedByWorkerAndClass() throws IOException {
		this.cluster.worker(FakeWorker.HELLO);
		Wire client = this.cluster.client();
		for (int i = 0; i < 3; i++) {
			assertThat(client.send(GET).message()).endsWith("hello");
		}
		Awaitility.await().until(() -> this.logged.size() == 3);
		Measures measures = this.cluster.dispatcher.measures();
		assertThat(measures.requests())
			.extracting(Measures.Requests::slot, Measures.Requests::release, Measures.Requests::outcome,
					Measures.Requests::status, (each) -> each.durations().count())
			.containsExactly(tuple(1, "r1", "answered", "2xx", 3L));
		assertThat(measures.counts().requests()).isEqualTo(3);
		assertThat(measures.counts().connections()).isEqualTo(1);
		assertThat(measures.held().count()).isZero();
	}

	@Test
	void logTellsLineWorkerAndSize() throws IOException {
		this.cluster.worker(FakeWorker.HELLO);
		assertThat(this.cluster.client().send(GET).message()).endsWith("hello");
		Awaitility.await().until(() -> this.logged.size() == 1);
		AccessLog.Entry entry = this.logged.remove();
		assertThat(entry.line()).isEqualTo("GET /a?b HTTP/1.1");
		assertThat(entry.client()).isEqualTo("127.0.0.1");
		assertThat(entry.agent()).isEqualTo("curl/8");
		assertThat(entry.requestId()).matches("[0-9a-f]{32}");
		assertThat(entry.result().status()).isEqualTo(200);
		assertThat(entry.result().bytes()).isEqualTo(5);
		assertThat(entry.result().worker()).isEqualTo("1.1");
		assertThat(entry.result().retries()).isZero();
	}

	@Test
	void logTellsWhatTheClientSent() throws IOException {
		this.cluster.worker(FakeWorker.HELLO);
		String get = "GET http://h/x HTTP/1.0\r\nHost: h\r\nReferer: http://h/" + "r".repeat(2000)
				+ "\r\nX-Forwarded-For: 203.0.113.9\r\nx-forwarded-for: 10.0.0.1\r\nX-Request-Id: mine\r\n\r\n";
		assertThat(this.cluster.client().send(get).rest()).endsWith("hello");
		Awaitility.await().until(() -> this.logged.size() == 1);
		AccessLog.Entry entry = this.logged.remove();
		assertThat(entry.line()).isEqualTo("GET http://h/x HTTP/1.0");
		assertThat(entry.referrer()).hasSize(1024).startsWith("http://h/rrr");
		assertThat(entry.forwardedFor()).isEqualTo("203.0.113.9, 10.0.0.1");
		assertThat(entry.requestId()).isEqualTo("mine");
	}

	@Test
	void workerSeesTheIdThatIsLogged() throws Exception {
		Queue<String> heads = new ConcurrentLinkedQueue<>();
		this.cluster.worker((connection) -> {
			heads.add(connection.request());
			connection.answer("hello");
		});
		assertThat(this.cluster.client().send(GET).message()).endsWith("hello");
		Awaitility.await().until(() -> this.logged.size() == 1);
		assertThat(heads).singleElement()
			.asString()
			.contains("X-Request-Id: " + this.logged.remove().requestId() + "\r\n");
	}

	@Test
	void requestThatNobodyCanTakeIsCountedWithTheTimeItWasHeld() throws IOException {
		String answer = this.cluster.client().send(GET).message();
		assertThat(answer).startsWith("HTTP/1.1 503");
		Awaitility.await().until(() -> this.logged.size() == 1);
		Measures measures = this.cluster.dispatcher.measures();
		assertThat(measures.requests())
			.extracting(Measures.Requests::slot, Measures.Requests::release, Measures.Requests::outcome,
					Measures.Requests::status)
			.containsExactly(tuple(0, "", "answered-here", "5xx"));
		assertThat(measures.held().count()).isEqualTo(1);
		AccessLog.Result result = this.logged.remove().result();
		assertThat(result.held()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
		assertThat(result.bytes()).isPositive()
			.isEqualTo(answer.length() - answer.indexOf("\r\n\r\n") - "\r\n\r\n".length());
	}

	@Test
	void headThatNobodyCanTakeIsLoggedWithoutABody() throws IOException {
		assertThat(this.cluster.client().send("HEAD / HTTP/1.0\r\n\r\n").rest()).startsWith("HTTP/1.1 503");
		Awaitility.await().until(() -> this.logged.size() == 1);
		assertThat(this.logged.remove().result().bytes()).isZero();
	}

	@Test
	void retriesAreLoggedWithTheWorkerThatAnswered() throws IOException {
		this.cluster.worker((connection) -> {
			connection.request();
			connection.close();
		});
		this.cluster.worker(FakeWorker.HELLO);
		Wire client = this.cluster.client();
		for (int i = 0; i < 2; i++) {
			assertThat(client.send(GET).message()).endsWith("hello");
		}
		Awaitility.await().until(() -> this.logged.size() == 2);
		assertThat(this.logged).extracting((entry) -> entry.result().worker(), (entry) -> entry.result().retries())
			.containsExactlyInAnyOrder(tuple("2.1", 0), tuple("2.1", 1));
	}

	@Test
	void ejectionsAndRefusalsAreCounted() throws IOException {
		FakeWorker gone = this.cluster.unopened(FakeWorker.HELLO);
		gone.close();
		this.cluster.dispatcher.open(new WorkerId(7, 1), "r1", gone.address());
		this.cluster.worker(FakeWorker.HELLO);
		Wire client = this.cluster.client();
		for (int i = 0; i < 2; i++) {
			assertThat(client.send(GET).message()).endsWith("hello");
		}
		assertThat(this.cluster.client().send("BAD\r\n\r\n").message()).startsWith("HTTP/1.1 400");
		Measures measures = this.cluster.dispatcher.measures();
		assertThat(measures.counts().refusals()).isEqualTo(Map.of("400", 1L));
		assertThat(measures.slots()).extracting(Measures.Slot::slot, Measures.Slot::ejections)
			.isEqualTo(List.of(tuple(1, 0L), tuple(7, 1L)));
	}

}
