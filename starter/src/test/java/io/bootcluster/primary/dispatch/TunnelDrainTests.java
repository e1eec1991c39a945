package io.bootcluster.primary.dispatch;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.bootcluster.CloseReason;
import io.bootcluster.TrafficGate;
import io.bootcluster.TrafficGate.Drained;
import io.bootcluster.WorkerId;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * WebSockets whose worker leaves.
 */
class TunnelDrainTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private static final byte[] RESTART = WireFrame.plain(WireFrame.CLOSE, WireFrame.code(1012));

	private static final byte[] RESTART_REPLY = WireFrame.masked(WireFrame.CLOSE, WireFrame.code(1012));

	private static final byte[] NORMAL = WireFrame.plain(WireFrame.CLOSE, WireFrame.code(1000));

	private static final byte[] HELLO = WireFrame.plain(WireFrame.TEXT, "hello".getBytes(StandardCharsets.UTF_8));

	private final DispatcherFixture cluster = DispatcherFixture.open();

	private int slots;

	private Wire client;

	private FakeWorker.Connection worker;

	@AfterEach
	void close() throws Exception {
		this.cluster.close();
	}

	private void connect(String upgrade) throws Exception {
		CompletableFuture<FakeWorker.Connection> switched = new CompletableFuture<>();
		CompletableFuture<Void> ended = new CompletableFuture<>();
		this.cluster.worker((connection) -> {
			connection.request();
			connection.send(TunnelTests.SWITCH.replace("websocket", upgrade));
			switched.complete(connection);
			ended.join();
		});
		this.slots++;
		this.client = this.cluster.client().send(TunnelTests.UPGRADE.replace("websocket", upgrade));
		assertThat(this.client.head()).startsWith("HTTP/1.1 101");
		this.worker = switched.get(5, TimeUnit.SECONDS);
	}

	private void connect() throws Exception {
		connect("websocket");
	}

	private CompletableFuture<Drained> close(CloseReason reason, Duration deadline) {
		return this.cluster.dispatcher.close(new WorkerId(this.slots, 1), reason, deadline).toCompletableFuture();
	}

	private CompletableFuture<Drained> drain(Duration deadline) {
		return close(CloseReason.DRAINING, deadline);
	}

	private static byte[] read(Wire wire, int count) throws Exception {
		return wire.bytes(count).getBytes(StandardCharsets.ISO_8859_1);
	}

	private static byte[] rest(Wire wire) {
		return wire.rest().getBytes(StandardCharsets.ISO_8859_1);
	}

	private static Drained get(CompletableFuture<Drained> drained) {
		return drained.orTimeout(30, TimeUnit.SECONDS).join();
	}

	@Test
	void drainWhenBetweenFramesClosesInOrder() throws Exception {
		connect();
		CompletableFuture<Drained> drained = drain(LONG);
		assertThat(read(this.client, RESTART.length)).isEqualTo(RESTART);
		this.worker.send(HELLO);
		byte[] late = WireFrame.masked(WireFrame.BINARY, new byte[300]);
		this.client.send(WireFrame.join(late, RESTART_REPLY));
		assertThat(read(this.worker, late.length)).isEqualTo(late);
		assertThat(read(this.worker, RESTART_REPLY.length)).as("in words that Tomcat knows")
			.isEqualTo(WireFrame.masked(WireFrame.CLOSE, WireFrame.code(1001)));
		assertThat(rest(this.client)).as("after the Close").isEmpty();
		assertThat(drained).as("while the worker has not closed").isNotDone();
		this.worker.send(RESTART);
		this.worker.close();
		assertThat(get(drained)).isEqualTo(new Drained(0));
	}

	@Test
	void drainWhenTheClusterStopsSaysGoingAway() throws Exception {
		connect();
		this.cluster.dispatcher.stopAccepting();
		drain(LONG);
		byte[] away = WireFrame.plain(WireFrame.CLOSE, WireFrame.code(1001));
		assertThat(read(this.client, away.length)).isEqualTo(away);
	}

	@Test
	void drainWhenInsideAFrameWaitsForItsEndWhereverThatIsCut() throws Exception {
		byte[] frame = WireFrame.plain(1, new byte[130]);
		for (int cut = 1; cut < frame.length; cut += (cut < 6) ? 1 : 40) {
			connect();
			this.worker.send(Arrays.copyOf(frame, cut));
			byte[] begun = read(this.client, cut);
			drain(LONG);
			this.cluster.settle();
			this.worker.send(WireFrame.join(Arrays.copyOfRange(frame, cut, frame.length), HELLO));
			byte[] ended = read(this.client, frame.length - cut);
			assertThat(WireFrame.join(begun, ended)).as("cut at %d", cut).isEqualTo(frame);
			this.client.send(RESTART_REPLY);
			assertThat(rest(this.client)).as("cut at %d", cut).isEqualTo(RESTART);
		}
	}

	@Test
	void drainWhenTheFrameNeverEndsIsCutWithoutAWord() throws Exception {
		connect();
		this.worker.send(new byte[] { (byte) WireFrame.BINARY, 127, 0, 0, 1, 0, 0, 0, 0, 0, 7 });
		read(this.client, 11);
		assertThat(get(drain(Duration.ofMillis(200)))).isEqualTo(new Drained(1));
		assertThat(rest(this.client)).isEmpty();
	}

	@Test
	void drainWhenTheClientIsClosingAddsNoClose() throws Exception {
		connect();
		byte[] close = WireFrame.masked(WireFrame.CLOSE, WireFrame.code(1000));
		this.client.send(close);
		read(this.worker, close.length);
		CompletableFuture<Drained> drained = drain(LONG);
		this.cluster.settle();
		this.worker.send(WireFrame.join(HELLO, NORMAL));
		this.worker.close();
		assertThat(rest(this.client)).isEqualTo(WireFrame.join(HELLO, NORMAL));
		assertThat(get(drained)).isEqualTo(new Drained(0));
	}

	@Test
	void drainWhenTheWorkerIsClosingAddsNoClose() throws Exception {
		connect();
		this.worker.send(Arrays.copyOf(NORMAL, 3));
		read(this.client, 3);
		drain(LONG);
		this.cluster.settle();
		this.worker.send(WireFrame.join(Arrays.copyOfRange(NORMAL, 3, NORMAL.length)));
		byte[] reply = WireFrame.masked(WireFrame.CLOSE, WireFrame.code(1000));
		this.client.send(reply);
		assertThat(read(this.worker, reply.length)).isEqualTo(reply);
		this.worker.close();
		assertThat(rest(this.client)).isEqualTo(Arrays.copyOfRange(NORMAL, 3, NORMAL.length));
	}

	@Test
	void drainWhenTheClientDoesNotReplyEndsAfterAFewSeconds() throws Exception {
		connect();
		long start = System.nanoTime();
		assertThat(get(drain(LONG))).isEqualTo(new Drained(0));
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(4),
				Duration.ofSeconds(15));
		assertThat(rest(this.client)).isEqualTo(RESTART);
		assertThat(rest(this.worker)).isEmpty();
	}

	@Test
	void drainWhenTheClientOnlyGoesAwayTellsTheWorker() throws Exception {
		connect();
		CompletableFuture<Drained> drained = drain(LONG);
		read(this.client, RESTART.length);
		this.client.close();
		assertThat(rest(this.worker)).isEmpty();
		this.worker.close();
		assertThat(get(drained)).isEqualTo(new Drained(0));
	}

	@Test
	void drainWhenTheWorkerIsGoneEndsTheClientToo() throws Exception {
		connect();
		CompletableFuture<Drained> drained = drain(LONG);
		read(this.client, RESTART.length);
		this.worker.close();
		assertThat(rest(this.client)).isEmpty();
		assertThat(get(drained)).isEqualTo(new Drained(0));
	}

	@Test
	void drainWhenThereIsNoTimeSaysCloseAndCuts() throws Exception {
		connect();
		assertThat(get(drain(Duration.ZERO))).isEqualTo(new Drained(1));
		assertThat(rest(this.client)).isEqualTo(RESTART);
		assertThat(rest(this.worker)).isEmpty();
	}

	@Test
	void drainWhenHastenedCutsThoseThatWait() throws Exception {
		connect();
		CompletableFuture<Drained> first = drain(LONG);
		read(this.client, RESTART.length);
		assertThat(get(drain(Duration.ZERO))).isEqualTo(new Drained(1));
		assertThat(get(first)).isEqualTo(new Drained(1));
		assertThat(rest(this.client)).as("only one Close").isEmpty();
	}

	@Test
	void closeWhenItIsNoDrainLeavesTheTunnelAlone() throws Exception {
		connect();
		close(CloseReason.UNREADY, LONG);
		close(CloseReason.UNANSWERED, LONG);
		close(CloseReason.PAUSED, LONG);
		drain(TrafficGate.NO_DEADLINE);
		this.cluster.settle();
		this.worker.send(HELLO);
		assertThat(read(this.client, HELLO.length)).isEqualTo(HELLO);
	}

	@Test
	void drainWhenItIsNoWebSocketIsCutWithoutAWord() throws Exception {
		connect("carrier-pigeon");
		this.worker.send(HELLO);
		read(this.client, HELLO.length);
		assertThat(get(drain(Duration.ofMillis(200)))).isEqualTo(new Drained(1));
		assertThat(rest(this.client)).isEmpty();
	}

	@Test
	void drainWhenTheTunnelOpensMeanwhileClosesItToo() throws Exception {
		CompletableFuture<Void> answer = new CompletableFuture<>();
		FakeWorker late = this.cluster.worker((connection) -> {
			connection.request();
			answer.join();
			connection.send(WireFrame.join(TunnelTests.SWITCH.getBytes(StandardCharsets.ISO_8859_1), HELLO));
			connection.rest();
		});
		this.slots++;
		Wire waiting = this.cluster.client().send(TunnelTests.UPGRADE);
		Awaitility.await().until(() -> late.requests() == 1);
		CompletableFuture<Drained> drained = drain(LONG);
		this.cluster.settle();
		answer.complete(null);
		assertThat(waiting.head()).startsWith("HTTP/1.1 101");
		assertThat(read(waiting, HELLO.length + RESTART.length)).isEqualTo(WireFrame.join(HELLO, RESTART));
		waiting.send(RESTART_REPLY);
		assertThat(rest(waiting)).isEmpty();
		assertThat(get(drained)).isEqualTo(new Drained(0));
	}

	private static void send(FakeWorker.Connection connection, byte[] bytes) {
		try {
			connection.send(bytes);
		}
		catch (java.io.IOException ex) {
			throw new CompletionException(ex);
		}
	}

	@Test
	void drainWhenTheClientDoesNotReadIsCutAtTheDeadline() throws Exception {
		connect();
		byte[] big = WireFrame.plain(WireFrame.BINARY, new byte[64 * 1024 * 1024]);
		CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> send(this.worker, big));
		read(this.client, 1000);
		assertThat(get(drain(Duration.ofMillis(500)))).isEqualTo(new Drained(1));
		Awaitility.await().until(sending::isCompletedExceptionally);
	}

}
