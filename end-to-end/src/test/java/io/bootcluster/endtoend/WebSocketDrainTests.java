package io.bootcluster.endtoend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Deadline;
import io.bootcluster.endtoend.harness.Frame;
import io.bootcluster.endtoend.harness.FrameSocket;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Signal;
import io.bootcluster.endtoend.harness.View;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * WebSockets of workers that leave are closed in order, and spread in time.
 */
@Tag("http")
class WebSocketDrainTests {

	private static final int SOCKETS = 50;

	private static final Duration DRAIN = Duration.ofSeconds(30);

	private final List<Visit> visits = new ArrayList<>();

	@AfterEach
	void close() {
		this.visits.forEach((visit) -> visit.socket().close());
	}

	private void connectAll(Cluster cluster) throws IOException {
		for (int i = 0; i < SOCKETS; i++) {
			FrameSocket socket = FrameSocket.open(cluster.port(), "/ws/obey");
			this.visits.add(new Visit(socket, socket.worker(), new CompletableFuture<>()));
		}
	}

	private List<Visit> on(View.Worker worker) {
		return this.visits.stream().filter((visit) -> visit.worker().equals(worker.toString())).toList();
	}

	/**
	 * Insist that all were closed with the code, one after the other.
	 * @param visits who
	 * @param start when the first could have been, in nanoseconds
	 * @param code the code
	 */
	private static void assertClosed(List<Visit> visits, long start, int code) {
		assertThat(visits).allSatisfy((visit) -> assertThat(visit.end().join().code()).isEqualTo(code));
		List<Long> millis = visits.stream()
			.map((visit) -> TimeUnit.NANOSECONDS.toMillis(visit.end().join().at() - start))
			.sorted()
			.toList();
		long spread = millis.get(millis.size() - 1) - millis.get(0);
		Deadline.check(visits.size() + " closes with " + code + ", first after " + millis.get(0) + " ms, spread over",
				Duration.ofMillis(spread), Duration.ofMillis(10L * visits.size()));
		assertThat(spread).as("spread").isGreaterThan(2L * visits.size());
	}

	/**
	 * Insist that the application saw only orderly ends.
	 */
	private static void assertTold(Cluster cluster, int count) {
		await("the application is told")
			.untilAsserted(() -> assertThat(cluster.output().matching("WebSocket closed: ")).hasSize(count));
		assertThat(cluster.output().matching("WebSocket closed: 1001")).hasSize(count);
		assertThat(cluster.output().matching("were cut")).isEmpty();
	}

	@Test
	void restartOfOneWorkerClosesItsWebSocketsAndNoOthers() throws IOException {
		try (Cluster cluster = Launch.sample().workers(2).serving()) {
			connectAll(cluster);
			View.Worker leaving = cluster.worker(1);
			List<Visit> closing = on(leaving);
			List<Visit> staying = on(cluster.worker(2));
			assertThat(closing).hasSizeGreaterThan(SOCKETS / 4);
			assertThat(staying).hasSize(SOCKETS - closing.size());
			closing.forEach(Visit::listen);
			long start = System.nanoTime();
			Signal.TERM.send(leaving.pid());
			assertClosed(closing, start, 1012);
			Cluster.awaitExit(leaving.process(), Deadline.thrice(Duration.ofSeconds(5)));
			Deadline.check("exit of a worker with " + closing.size() + " WebSockets", start, Duration.ofSeconds(5));
			for (Visit visit : staying) {
				assertThat(visit.socket().worker()).isEqualTo(visit.worker());
			}
			assertTold(cluster, closing.size());
		}
	}

	@Test
	void reloadClosesEveryWebSocketWithServiceRestart() throws IOException {
		try (Cluster cluster = Launch.sample().workers(2).serving()) {
			connectAll(cluster);
			View.Worker first = cluster.worker(1);
			View.Worker second = cluster.worker(2);
			this.visits.forEach(Visit::listen);
			long start = System.nanoTime();
			cluster.run().signal(Signal.HUP);
			assertClosed(on(first), start, 1012);
			assertClosed(on(second), start, 1012);
			cluster.awaitReplaced(first, Duration.ofSeconds(60));
			cluster.awaitReplaced(second, Duration.ofSeconds(60));
			assertTold(cluster, SOCKETS);
		}
	}

	@Test
	void stopOfTheClusterClosesEveryWebSocketWithGoingAway() throws IOException {
		try (Cluster cluster = Launch.sample().workers(2).serving()) {
			connectAll(cluster);
			List<Visit> first = on(cluster.worker(1));
			List<Visit> second = on(cluster.worker(2));
			this.visits.forEach(Visit::listen);
			long start = System.nanoTime();
			cluster.run().signal(Signal.TERM);
			assertClosed(first, start, 1001);
			assertClosed(second, start, 1001);
			assertThat(cluster.run().exitCode(DRAIN)).isZero();
			Deadline.check("exit of a cluster with " + SOCKETS + " WebSockets", start, Duration.ofSeconds(5));
			assertTold(cluster, SOCKETS);
		}
	}

	@Test
	void killOfAStoppedWorkerEndsItsWebSocketsWithoutAClose() throws IOException {
		try (Cluster cluster = Launch.sample().workers(2).serving()) {
			connectAll(cluster);
			View.Worker stopped = cluster.worker(1);
			List<Visit> lost = on(stopped);
			lost.forEach(Visit::listen);
			long start = System.nanoTime();
			Signal.STOP.send(stopped.pid());
			assertThat(lost).allSatisfy((visit) -> assertThat(visit.end().join().code()).isEqualTo(1006));
			Deadline.check("end of " + lost.size() + " WebSockets of a stopped worker", start, Duration.ofSeconds(11));
			for (Visit visit : on(cluster.worker(2))) {
				assertThat(visit.socket().worker()).isEqualTo(visit.worker());
			}
		}
	}

	@Test
	void clientLibraryIsToldAndTheApplicationHearsTheRest() throws Exception {
		CompletableFuture<Integer> closed = new CompletableFuture<>();
		try (Cluster cluster = Launch.sample().workers(1).serving();
				FrameSocket socket = FrameSocket.open(cluster.port(), "/ws/echo")) {
			HttpClient.newHttpClient()
				.newWebSocketBuilder()
				.buildAsync(URI.create("ws://127.0.0.1:" + cluster.port() + "/ws/echo"), closing(closed))
				.get(10, TimeUnit.SECONDS);
			socket.send(new Frame(Frame.TEXT, new byte[] { 'a' }));
			Signal.TERM.send(cluster.worker(1).pid());
			assertThat(closed.get(30, TimeUnit.SECONDS)).isEqualTo(1012);
			assertThat(socket.read()).isEqualTo(Frame.close(1012));
			socket.send(new Frame(Frame.FIN, new byte[] { 'b' }), Frame.close(1012)).awaitEnd();
			assertTold(cluster, 2);
		}
	}

	private static WebSocket.Listener closing(CompletableFuture<Integer> closed) {
		return new WebSocket.Listener() {

			@Override
			public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
				closed.complete(status);
				return null;
			}

			@Override
			public void onError(WebSocket webSocket, Throwable error) {
				closed.completeExceptionally(error);
			}

		};
	}

	/**
	 * One open WebSocket.
	 *
	 * @param socket the client's side
	 * @param worker the worker at the other side
	 * @param end how it ends, once it is listened to
	 */
	private record Visit(FrameSocket socket, String worker, CompletableFuture<End> end) {

		void listen() {
			Thread thread = new Thread(() -> {
				try {
					int code = this.socket.closeCode();
					this.end.complete(new End(code, System.nanoTime()));
				}
				catch (AssertionError ex) {
					this.end.completeExceptionally(ex);
				}
			});
			thread.setDaemon(true);
			thread.start();
		}

	}

	/**
	 * How a WebSocket ended.
	 *
	 * @param code the close code, or 1006
	 * @param at when, in nanoseconds
	 */
	private record End(int code, long at) {
	}

}
