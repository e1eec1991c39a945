package io.bootcluster.primary.supervisor;

import java.time.Duration;

import io.bootcluster.ClusterView;
import io.bootcluster.ReloadProperties;
import io.bootcluster.Verdict.Finding;
import io.bootcluster.WorkerState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what a new release has to show: staying ready, its smoke path, its bake.
 */
class ProvingTests {

	private static final Duration TEN = Duration.ofSeconds(10);

	private Stage stage;

	@Test
	void reloadWhenReadinessHasToLastOpensTheGateAfterThat() {
		begin(new ReloadProperties(1, TEN, null, TEN, Duration.ZERO, 0.05));
		this.stage.serve("1.2");
		this.stage.pass(Duration.ofSeconds(9));
		assertThat(this.stage.gate.isOpen("1.2")).isFalse();
		this.stage.judge("1.2", Finding.UNREADY, "warming up");
		this.stage.judge("1.2", Finding.READY, "");
		this.stage.pass(Duration.ofSeconds(9));
		assertThat(this.stage.gate.isOpen("1.2")).isFalse();
		this.stage.pass(Duration.ofSeconds(1));
		assertThat(this.stage.gate.isOpen("1.2")).isTrue();
		assertThat(this.stage.state("1.1")).isEqualTo(WorkerState.DRAINING);
	}

	@Test
	void reloadWhenReadinessHasToLastBeyondTheDeadlineWaitsForThat() {
		begin(new ReloadProperties(1, TEN, null, TEN, Duration.ZERO, 0.05));
		this.stage.pass(Duration.ofSeconds(118));
		this.stage.serve("1.2");
		this.stage.pass(Duration.ofSeconds(11));
		assertThat(this.stage.gate.isOpen("1.2")).isTrue();
	}

	@Test
	void reloadWhenTheSmokePathIsAnsweredOpensTheGateAfterThat() {
		begin(smoking());
		this.stage.serve("1.2");
		assertThat(this.stage.traffic.asked).containsExactly("/smoke");
		this.stage.pass(Duration.ofSeconds(5));
		assertThat(this.stage.gate.isOpen("1.2")).isFalse();
		answer(302);
		assertThat(this.stage.gate.isOpen("1.2")).isTrue();
		end("1.1");
		this.stage.serve("2.2");
		answer(200);
		assertThat(this.stage.traffic.asked).hasSize(2);
		assertThat(rollout().state()).isEqualTo("done");
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 500, 0 })
	void reloadWhenTheSmokePathFailsIsWithdrawnBeforeAnyRequest(int status) {
		begin(smoking());
		this.stage.serve("1.2");
		answer(status);
		assertThat(rollout().state()).isEqualTo("withdrawn");
		assertThat(rollout().reason()).isEqualTo((status != 0) ? "worker-1.2 answered /smoke with " + status
				: "worker-1.2 did not answer /smoke: no answer within 10000 ms");
		assertThat(this.stage.state("1.2")).isEqualTo(WorkerState.STOPPING);
		this.stage.die("1.2", 0);
		this.stage.pass(Duration.ofMinutes(1));
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1");
	}

	@Test
	void startIsNotAskedForTheSmokePath() {
		begin(smoking());
		assertThat(this.stage.traffic.asked).isEmpty();
	}

	@Test
	void reloadWhenTheNewLifeErrsInItsBakeIsWithdrawnAtOnceWhereThereIsNoDoubt() {
		begin(baking());
		this.stage.traffic.count("2.1", 1000, 10);
		this.stage.serve("1.2");
		assertThat(this.stage.state("1.1")).isEqualTo(WorkerState.SERVING);
		this.stage.traffic.count("1.2", 30, 30);
		this.stage.traffic.count("2.1", 1100, 11);
		this.stage.pass(Duration.ofSeconds(1));
		assertThat(rollout().reason()).isEqualTo("worker-1.2 answered 30 of 30 requests with server errors in its bake,"
				+ " the old workers 1 of 100: a share more than 0.05 above theirs");
		assertThat(this.stage.state("1.2")).isEqualTo(WorkerState.DRAINING);
		end("1.2");
		this.stage.pass(Duration.ofMinutes(1));
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1");
	}

	@Test
	void reloadWhenTheNewLifeErrsALittleMoreIsWithdrawnAtTheEndOfTheBake() {
		begin(baking());
		this.stage.serve("1.2");
		this.stage.traffic.count("1.2", 100, 16);
		this.stage.traffic.count("2.1", 200, 2);
		this.stage.pass(Duration.ofSeconds(9));
		assertThat(rollout().state()).isEqualTo("running");
		this.stage.pass(Duration.ofSeconds(1));
		assertThat(rollout().state()).isEqualTo("withdrawn");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 19 })
	void reloadWhenTooFewRequestsCameInTheBakePassesIt(int requests) {
		begin(baking());
		this.stage.serve("1.2");
		this.stage.traffic.count("1.2", requests, requests);
		this.stage.traffic.count("2.1", 1000, 0);
		this.stage.pass(TEN);
		assertThat(this.stage.state("1.1")).isEqualTo(WorkerState.DRAINING);
		end("1.1");
		this.stage.serve("2.2");
		assertThat(this.stage.state("2.1")).as("no second bake").isEqualTo(WorkerState.DRAINING);
		assertThat(rollout().state()).isEqualTo("done");
	}

	@Test
	void reloadWhenBothErrAlikePassesTheBake() {
		begin(baking());
		this.stage.serve("1.2");
		this.stage.traffic.count("1.2", 100, 30);
		this.stage.traffic.count("2.1", 100, 28);
		this.stage.pass(TEN);
		assertThat(this.stage.state("1.1")).isEqualTo(WorkerState.DRAINING);
	}

	@Test
	void reloadWhenTheNewLifeDiesInItsBakeIsWithdrawn() {
		begin(baking());
		this.stage.serve("1.2");
		this.stage.pass(Duration.ofSeconds(5));
		this.stage.die("1.2", 3);
		assertThat(rollout().reason()).isEqualTo("worker-1.2 ended in its bake: out of memory (exit code 3)");
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1");
	}

	@Test
	void reloadWhenTheNewLifeIsNotReadyAtTheEndOfItsBakeIsWithdrawn() {
		begin(baking());
		this.stage.serve("1.2");
		this.stage.judge("1.2", Finding.UNREADY, "db is down");
		this.stage.pass(TEN);
		assertThat(rollout().reason()).isEqualTo("worker-1.2 is not ready at the end of its bake: db is down");
	}

	@Test
	void reloadWhenTheBakingSlotIsScaledAwayBakesAnother() {
		begin(baking());
		this.stage.serve("1.2");
		this.stage.scale(-1);
		assertThat(this.stage.state("1.2")).isEqualTo(WorkerState.DRAINING);
		end("1.2");
		end("1.1");
		this.stage.serve("2.2");
		assertThat(this.stage.state("2.1")).isEqualTo(WorkerState.SERVING);
		this.stage.pass(TEN);
		end("2.1");
		assertThat(rollout().state()).isEqualTo("done");
		assertThat(this.stage.alive()).containsExactly("2.2");
	}

	@Test
	void reloadWhenNoOldLifeServesHasNobodyToBakeBeside() {
		begin(baking(), 1, 1);
		end("1.1");
		this.stage.serve("1.2");
		assertThat(rollout().state()).isEqualTo("done");
	}

	private static ReloadProperties smoking() {
		return new ReloadProperties(1, Duration.ZERO, "/smoke", TEN, Duration.ZERO, 0.05);
	}

	private static ReloadProperties baking() {
		return new ReloadProperties(1, Duration.ZERO, null, TEN, TEN, 0.05);
	}

	private void begin(ReloadProperties reload) {
		begin(reload, 2, 100);
	}

	private void begin(ReloadProperties reload, int workers, int most) {
		this.stage = new Stage(Stage.settings(workers, 2, most, reload), "");
		this.stage.serveAll();
		this.stage.reload("new");
	}

	private void answer(int status) {
		this.stage.traffic.answer(status);
		this.stage.tell(Supervisor.Event.TICK);
	}

	private void end(String worker) {
		this.stage.finish(worker);
		this.stage.die(worker, 0);
	}

	private ClusterView.Rollout rollout() {
		return this.stage.turn.picture().release().rollout();
	}

}
