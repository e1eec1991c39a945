package io.bootcluster.primary.health;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.bootcluster.ListenerAddress;
import io.bootcluster.Prober;
import io.bootcluster.Verdict;
import io.bootcluster.Verdict.Finding;
import io.bootcluster.WorkerAddress;
import io.bootcluster.WorkerId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HealthWatch}.
 */
class HealthWatchTests {

	private static final WorkerId WORKER = new WorkerId(2, 5);

	private static final WorkerAddress ADDRESS = WorkerAddress.of(ListenerAddress.unix(Path.of("/w")));

	private static final long PID = 1234;

	private static final Prober.Answer UP = new Prober.Answer(200, "UP");

	private static final Prober.Answer DOWN = new Prober.Answer(503, "DOWN");

	private static final Prober.Answer MISSING = Prober.Answer.missing("no answer in time");

	private final FakeProber prober = new FakeProber();

	private final List<Verdict> verdicts = new ArrayList<>();

	private Duration time = Duration.ZERO;

	private boolean beats = true;

	private boolean deadlocked;

	private long heapDump = HeapDumps.NONE;

	private final HealthWatch watch = new HealthWatch(
			new HealthSettings(Duration.ofSeconds(2), Duration.ofSeconds(1), 3), this.prober,
			(pid) -> (pid == PID) ? this.heapDump : HeapDumps.NONE, Runnable::run, () -> this.time.toNanos(),
			this.verdicts::add);

	@Test
	void watchWhenTheWorkerAnswersSaysReadyOnce() {
		watchAndPass(20);
		assertThat(findings()).containsExactly(Finding.READY);
		assertThat(this.prober.asked(Prober.LIVENESS_PATH)).isBetween(9L, 11L);
		assertThat(this.prober.asked(Prober.READINESS_PATH)).isBetween(9L, 11L);
	}

	@Test
	void readinessWhenTheGroupIsDownSaysUnreadyWithItsReasonAndRestores() {
		this.prober.readiness = () -> DOWN;
		watchAndPass(60);
		this.prober.readiness = () -> UP;
		pass(2);
		assertThat(findings()).containsExactly(Finding.UNREADY, Finding.READY);
		assertThat(this.verdicts.get(0).reason()).isEqualTo("HTTP 503 DOWN");
	}

	@Test
	void readinessWhenItWasNeverUpIsAskedForMoreOften() {
		this.prober.all(MISSING);
		watchAndPass(5);
		assertThat(this.prober.asked(Prober.READINESS_PATH)).isBetween(9L, 11L);
		this.prober.all(UP);
		pass(0.5);
		assertThat(last().finding()).isEqualTo(Finding.READY);
	}

	@Test
	void toldWhenUnreadyFlipsAtOnceAndWhenReadyAsksAtOnce() {
		watchAndPass(3);
		this.watch.told(WORKER, false, "refusing traffic");
		assertThat(last()).isEqualTo(new Verdict(WORKER, Finding.UNREADY, "refusing traffic"));
		pass(10);
		assertThat(last().finding()).isEqualTo(Finding.UNREADY);
		long asked = this.prober.asked(Prober.READINESS_PATH);
		this.watch.told(WORKER, true, "");
		assertThat(this.prober.asked(Prober.READINESS_PATH)).isEqualTo(asked + 1);
		assertThat(last().finding()).isEqualTo(Finding.READY);
	}

	@Test
	void toldWhenReadyButTheGroupIsDownStaysUnready() {
		this.prober.readiness = () -> DOWN;
		this.watch.watch(WORKER, ADDRESS, PID);
		this.watch.told(WORKER, true, "");
		pass(10);
		assertThat(findings()).containsExactly(Finding.UNREADY);
	}

	@Test
	void livenessWhenDownForTheThresholdSaysBroken() {
		this.prober.liveness = () -> DOWN;
		watchAndPass(3);
		assertThat(findings()).containsExactly(Finding.READY);
		pass(2);
		assertThat(last()).isEqualTo(new Verdict(WORKER, Finding.BROKEN, "liveness is down: HTTP 503 DOWN"));
		this.prober.liveness = () -> UP;
		pass(2);
		assertThat(last().finding()).isEqualTo(Finding.READY);
	}

	@Test
	void livenessWhenTheAnswerMakesNoSenseIsNotLost() {
		this.prober.liveness = () -> new Prober.Answer(500, "oops");
		watchAndPass(60);
		assertThat(findings()).containsExactly(Finding.READY);
	}

	@Test
	void deadlockWhenBeatSaysSoIsToldAtOnce() {
		watchAndPass(1);
		this.deadlocked = true;
		this.watch.beat(WORKER, true);
		assertThat(last()).isEqualTo(new Verdict(WORKER, Finding.DEADLOCKED, "threads are deadlocked"));
	}

	@Test
	void busyWhenItBeatsButDoesNotAnswerIsPassedOverAndNeverGivenUp() {
		watchAndPass(1);
		this.prober.all(MISSING);
		pass(2);
		assertThat(last().finding()).isEqualTo(Finding.UNANSWERED);
		pass(3600);
		assertThat(findings()).containsExactly(Finding.READY, Finding.UNANSWERED);
		this.prober.all(UP);
		pass(2);
		assertThat(last().finding()).isEqualTo(Finding.READY);
	}

	@Test
	void hungWhenBeatsStopIsAskedEarlyThenGivenUpAfterTheThreshold() {
		watchAndPass(2.1);
		standStill();
		pass(1.1);
		assertThat(last().finding()).isEqualTo(Finding.UNANSWERED);
		assertThat(this.prober.shortest).isEqualTo(Duration.ofMillis(500));
		pass(4.6);
		assertThat(last().finding()).isEqualTo(Finding.UNANSWERED);
		pass(0.6);
		assertThat(last()).isEqualTo(new Verdict(WORKER, Finding.SILENT, "no beat and no answer for 6.0 s"));
	}

	@Test
	void heapDumpWhileItGrowsIsPassedOverAndNeverGivenUp() {
		watchAndPass(2.1);
		standStill();
		for (int second = 0; second < 300; second++) {
			this.heapDump++;
			pass(1);
		}
		assertThat(findings()).containsOnly(Finding.READY, Finding.UNANSWERED);
		assertThat(last()).isEqualTo(new Verdict(WORKER, Finding.UNANSWERED, "writes a heap dump"));
		this.heapDump = HeapDumps.NONE;
		this.beats = true;
		this.prober.all(UP);
		pass(2);
		assertThat(last().finding()).isEqualTo(Finding.READY);
	}

	@Test
	void beatWhenMissingButItAnswersServesOnAndIsNotAskedAllTheTime() {
		this.beats = false;
		watchAndPass(60);
		assertThat(findings()).containsExactly(Finding.READY);
		assertThat(this.prober.asked(Prober.LIVENESS_PATH)).isLessThan(65);
	}

	@Test
	void timeWhenThePrimaryWasStoppedCostsNobodyAnything() {
		watchAndPass(10);
		this.time = this.time.plusMinutes(10);
		this.watch.tick();
		pass(10);
		assertThat(findings()).containsExactly(Finding.READY);
	}

	@Test
	void probeWhenItsAnswerIsLostCountsAsMissed() {
		watchAndPass(1);
		this.prober.all(null);
		pass(4.2);
		assertThat(last().finding()).isEqualTo(Finding.UNANSWERED);
		this.prober.all(UP);
		pass(3);
		assertThat(last().finding()).isEqualTo(Finding.READY);
	}

	@Test
	void forgetWhenCalledAsksNoMore() {
		watchAndPass(3);
		this.watch.forget(WORKER);
		long asked = this.prober.asked(Prober.LIVENESS_PATH);
		pass(60);
		assertThat(this.prober.asked(Prober.LIVENESS_PATH)).isEqualTo(asked);
	}

	private void standStill() {
		this.beats = false;
		this.prober.all(MISSING);
	}

	private void watchAndPass(double seconds) {
		this.watch.watch(WORKER, ADDRESS, PID);
		pass(seconds);
	}

	private void pass(double seconds) {
		Duration end = this.time.plusMillis((long) (seconds * 1000));
		while (this.time.compareTo(end) < 0) {
			this.time = this.time.plusMillis(50);
			if (this.beats && this.time.toMillis() % 250 == 0) {
				this.watch.beat(WORKER, this.deadlocked);
			}
			this.watch.tick();
		}
	}

	private List<Finding> findings() {
		return this.verdicts.stream().map(Verdict::finding).toList();
	}

	private Verdict last() {
		return this.verdicts.get(this.verdicts.size() - 1);
	}

	/**
	 * Answers at once what the test wants, or never.
	 */
	private static final class FakeProber implements Prober {

		@Override
		public CompletionStage<Answer> ask(WorkerAddress address, String path, Duration timeout) {
			throw new UnsupportedOperationException("health asks for groups only");
		}

		private Supplier<Answer> liveness = () -> UP;

		private Supplier<Answer> readiness = () -> UP;

		private final List<String> paths = new ArrayList<>();

		private Duration shortest = Duration.ofDays(1);

		void all(Answer answer) {
			this.liveness = () -> answer;
			this.readiness = () -> answer;
		}

		long asked(String path) {
			return this.paths.stream().filter(path::equals).count();
		}

		@Override
		public CompletionStage<Answer> probe(WorkerAddress address, String path, Duration timeout) {
			this.paths.add(path);
			this.shortest = (timeout.compareTo(this.shortest) < 0) ? timeout : this.shortest;
			Answer answer = (path.equals(LIVENESS_PATH) ? this.liveness : this.readiness).get();
			return (answer != null) ? CompletableFuture.completedFuture(answer) : new CompletableFuture<>();
		}

	}

}
