package io.bootcluster.primary.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.bootcluster.ClusterEvent;
import io.bootcluster.ClusterView;
import io.bootcluster.ClusterView.Exit;
import io.bootcluster.ClusterView.Passed;
import io.bootcluster.ClusterView.Worker;
import io.bootcluster.Histogram;
import io.bootcluster.ListenerAddress;
import io.bootcluster.Measures;
import io.bootcluster.Prober;
import io.bootcluster.Sample;
import io.bootcluster.WorkerAddress;
import io.bootcluster.WorkerId;
import io.bootcluster.control.Message;
import io.bootcluster.control.News;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TelemetryTests {

	private static final WorkerId FIRST = new WorkerId(1, 1);

	private static final WorkerId SECOND = new WorkerId(2, 1);

	private final List<Message.Down> said = new ArrayList<>();

	private long nanos;

	private Instant wall = Pictures.AT;

	private Measures counted = Measures.NONE;

	private final Telemetry telemetry = new Telemetry(Runnable::run, () -> this.counted, (workers, message) -> {
		if (workers.contains(FIRST)) {
			this.said.add(message);
		}
	}, new Telemetry.Time(() -> this.nanos, () -> this.wall));

	@Test
	void openedWhenMuchHappenedTellsThePastBeforeTheNew() {
		this.telemetry.seen(Pictures.of("starting", Pictures.worker(1, 1, "starting")));
		this.telemetry.opened(FIRST);
		this.telemetry.seen(Pictures.of(Pictures.worker(1, 1, "serving")));
		assertThat(happened()).extracting(News.Happened::events)
			.extracting((events) -> events.stream().map(ClusterEvent::name).toList())
			.containsExactly(List.of("worker.started"), List.of("worker.serving", "node.serving"));
		assertThat(events()).extracting(ClusterEvent::number).containsExactly(1L, 2L, 3L);
	}

	@Test
	void seenBeforeTheWorkerWasWelcomedDoesNotTellIt() {
		this.telemetry.seen(Pictures.of(Pictures.worker(1, 1, "serving")));
		assertThat(this.said).isEmpty();
	}

	@Test
	void closedWhenSomethingHappensTellsNothing() {
		this.telemetry.opened(FIRST);
		this.telemetry.closed(FIRST);
		this.said.clear();
		this.telemetry.seen(Pictures.of(Pictures.worker(1, 1, "serving")));
		assertThat(this.said).isEmpty();
	}

	@Test
	void openedWhenMoreHappenedThanIsKeptTellsTheLatest() {
		IntStream.rangeClosed(1, 300)
			.forEach((turn) -> this.telemetry.seen(Pictures.of((turn % 2 == 0) ? "serving" : "draining")));
		this.telemetry.opened(FIRST);
		assertThat(events()).hasSize(200).last().extracting(ClusterEvent::number).isEqualTo(300L);
	}

	@Test
	void tickWhenRequestsCameDrawsTheirRateAndDurations() {
		this.telemetry.opened(FIRST);
		Worker worker = Pictures.worker(1, 1, "serving");
		see(worker, 100);
		this.telemetry.tick();
		pass(5);
		this.counted = measures(quick(500));
		see(Pictures.busy(worker, 500), 600);
		IntStream.range(0, 4).forEach((second) -> this.telemetry.tick());
		Sample sample = samples().get(0);
		assertThat(sample.node().requestsPerSecond()).isEqualTo(100);
		assertThat(sample.node().p50()).isCloseTo(0.00075, within(0.0001));
		assertThat(sample.workers()).singleElement().satisfies((each) -> {
			assertThat(each.requestsPerSecond()).isEqualTo(100);
			assertThat(each.p99()).isPositive().isLessThanOrEqualTo(0.001);
			assertThat(each.heapUsed()).isEqualTo(10);
		});
	}

	@Test
	void tickWhenNothingCameHasNoDurations() {
		this.telemetry.opened(FIRST);
		this.counted = measures(quick(500));
		see(Pictures.worker(1, 1, "serving"), 500);
		IntStream.range(0, 6).forEach((second) -> this.telemetry.tick());
		assertThat(samples()).hasSize(1);
		assertThat(samples().get(0).node().p99()).isEqualTo(-1);
		assertThat(samples().get(0).node().requestsPerSecond()).isZero();
	}

	@Test
	void tickWhenTunnelEndsDoesNotCallThatSlow() {
		this.telemetry.opened(FIRST);
		see(Pictures.worker(1, 1, "serving"), 0);
		this.telemetry.tick();
		this.counted = measures(new Measures.Requests(1, "r1", "tunnel", "1xx", histogram(16, 5)));
		IntStream.range(0, 4).forEach((second) -> this.telemetry.tick());
		assertThat(samples().get(0).node().p99()).isEqualTo(-1);
	}

	@Test
	void tickWhenTheClockWasPutBackStillNumbersSamplesUpwards() {
		this.telemetry.opened(FIRST);
		see(Pictures.worker(1, 1, "serving"), 0);
		IntStream.range(0, 6).forEach((second) -> this.telemetry.tick());
		this.wall = this.wall.minusSeconds(3600);
		IntStream.range(0, 5).forEach((second) -> this.telemetry.tick());
		assertThat(samples()).hasSize(2);
		assertThat(samples().get(1).at()).isAfter(samples().get(0).at());
	}

	@Test
	void tickWhenAnHourPassedKeepsAQuarter() {
		see(Pictures.worker(1, 1, "serving"), 0);
		IntStream.range(0, 3600).forEach((second) -> this.telemetry.tick());
		this.telemetry.opened(FIRST);
		assertThat(samples()).hasSize(180);
		assertThat(this.said.stream().filter(News.Sampled.class::isInstance)).hasSize(9);
	}

	@Test
	void tickWhenLivesEndedCountsWhatTheyEndedWith() {
		this.telemetry.opened(FIRST);
		Exit killed = new Exit("no beat and no answer for 6.0 s, killed by signal 9 (KILL)", 137, Pictures.AT, false);
		Exit madeRoom = new Exit("makes room for its next life, exit code 0", 0, Pictures.AT, true);
		this.telemetry.seen(Pictures.of(Pictures.worker(1, 1, "serving"), Pictures.worker(2, 1, "serving"),
				Pictures.worker(3, 1, "serving")));
		this.telemetry
			.seen(Pictures.of(Pictures.worker(1, 2, "starting", null, killed), Pictures.worker(2, 1, "serving"),
					Pictures.worker(2, 2, "starting"), Pictures.worker(3, 2, "starting", null, madeRoom)));
		this.telemetry.tick();
		assertThat(measures().slots()).extracting(Measures.Slot::restarts)
			.containsExactly(Map.of("killed by signal 9 (KILL)", 1L), Map.of("replaced", 1L), Map.of("replaced", 1L));
	}

	@Test
	void tickWhenRolloutsEndedCountsThemByState() {
		this.telemetry.opened(FIRST);
		this.telemetry.seen(Pictures.of("serving"));
		this.telemetry.seen(Pictures.of("serving",
				new ClusterView.Release("r1", null, List.of(new Passed("a", "r2", "withdrawn", "no", Pictures.AT),
						new Passed("b", "r2", "done", null, Pictures.AT))),
				0));
		this.telemetry.tick();
		assertThat(measures().counts().rollouts()).isEqualTo(Map.of("withdrawn", 1L, "done", 1L));
	}

	@Test
	void tickWhenWorkersWereProbedAndBeatTellsBoth() {
		this.telemetry.opened(FIRST);
		WorkerAddress address = WorkerAddress.of(ListenerAddress.tcp(7));
		this.telemetry.listening(SECOND, address);
		this.telemetry.beat(SECOND);
		Prober prober = this.telemetry.counting(new Answering());
		Stream.of("up", "up", "down", "away").forEach((path) -> prober.probe(address, path, Duration.ofSeconds(1)));
		prober.ask(address, "up", Duration.ofSeconds(1));
		this.telemetry.seen(Pictures.of(Pictures.worker(2, 1, "serving")));
		this.telemetry.seen(Pictures.of(Pictures.worker(2, 1, "serving")));
		pass(2);
		this.telemetry.tick();
		assertThat(measures().slots()).singleElement().satisfies((slot) -> {
			assertThat(slot.probes()).isEqualTo(Map.of("ok", 2L, "failed", 1L, "missed", 1L));
			assertThat(slot.beatAgeMillis()).isEqualTo(2000);
		});
	}

	@Test
	void seenWhenLifeAfterLifeFailsTellsTheLoopOnce() {
		this.telemetry.opened(FIRST);
		this.telemetry.seen(Pictures.of(Pictures.worker(2, 5, "errored")));
		this.telemetry.seen(Pictures.of(Pictures.worker(2, 6, "errored")));
		assertThat(events()).extracting(ClusterEvent::name)
			.containsOnlyOnce("worker.errored")
			.endsWith("worker.started", "worker.exited");
	}

	@Test
	void tickWhenCountingFailsGoesOn() {
		Telemetry failing = new Telemetry(Runnable::run, () -> {
			throw new IllegalStateException("no counts");
		}, (worker, message) -> {
		}, new Telemetry.Time(() -> this.nanos, () -> this.wall));
		failing.seen(Pictures.of("serving"));
		failing.tick();
	}

	private void see(Worker worker, long requests) {
		this.telemetry.seen(Pictures.of("serving", new ClusterView.Release("r1", null, List.of()), requests, worker));
	}

	private void pass(int seconds) {
		this.nanos += Duration.ofSeconds(seconds).toNanos();
		this.wall = this.wall.plusSeconds(seconds);
	}

	private static Measures measures(Measures.Requests requests) {
		return new Measures(List.of(requests), Histogram.EMPTY, Measures.NONE.counts(), List.of());
	}

	private static Measures.Requests quick(long count) {
		return new Measures.Requests(1, "r1", "answered", "2xx", histogram(2, count));
	}

	private static Histogram histogram(int bucket, long count) {
		List<Long> buckets = new ArrayList<>(Collections.nCopies(17, 0L));
		buckets.set(bucket, count);
		return new Histogram(buckets, count);
	}

	private Stream<News.Happened> happenedStream() {
		return this.said.stream().filter(News.Happened.class::isInstance).map(News.Happened.class::cast);
	}

	private List<News.Happened> happened() {
		return happenedStream().toList();
	}

	private List<ClusterEvent> events() {
		return happenedStream().flatMap((news) -> news.events().stream()).toList();
	}

	private List<Sample> samples() {
		return this.said.stream()
			.filter(News.Sampled.class::isInstance)
			.flatMap((news) -> ((News.Sampled) news).samples().stream())
			.toList();
	}

	private Measures measures() {
		return this.said.stream()
			.filter(News.Measured.class::isInstance)
			.map((news) -> ((News.Measured) news).measures())
			.reduce(Measures.NONE, (first, second) -> second);
	}

	private static final class Answering implements Prober {

		@Override
		public CompletableFuture<Answer> probe(WorkerAddress address, String path, Duration timeout) {
			return CompletableFuture.completedFuture(switch (path) {
				case "up" -> new Answer(200, "");
				case "down" -> new Answer(503, "");
				default -> Answer.missing("nobody");
			});
		}

		@Override
		public CompletableFuture<Answer> ask(WorkerAddress address, String path, Duration timeout) {
			return probe(address, path, timeout);
		}

	}

}
