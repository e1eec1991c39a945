package io.bootcluster.primary.supervisor;

import java.time.Duration;

import io.bootcluster.ClusterView;
import io.bootcluster.Verdict.Finding;
import io.bootcluster.WorkerState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the replacement of all workers.
 */
class ReloadTests {

	private Stage stage = Stage.serving(2);

	@Test
	void reloadWhenNewLivesServeReplacesOneSlotAfterTheOther() {
		this.stage.reload("new");
		assertThat(this.stage.alive()).containsExactly("1.1", "1.2", "2.1");
		assertThat(rollout().state()).isEqualTo("running");
		assertThat(this.stage.gate.isOpen("1.1")).isTrue();
		this.stage.serve("1.2");
		assertThat(this.stage.state("1.1")).isEqualTo(WorkerState.DRAINING);
		assertThat(this.stage.alive()).containsExactly("1.1", "1.2", "2.1");
		end("1.1");
		assertThat(this.stage.alive()).containsExactly("1.2", "2.1", "2.2");
		this.stage.serve("2.2");
		end("2.1");
		assertThat(this.stage.alive()).containsExactly("1.2", "2.2");
		assertThat(this.stage.process("2.2").release).isEqualTo("new");
		assertThat(rollout()).isEqualTo(new ClusterView.Rollout("wish", "done", null, "new", rollout().startedAt()));
		assertThat(this.stage.turn.picture().release().id()).isEqualTo("new");
	}

	@Test
	void reloadWhenTheNewLifeDiesIsWithdrawnAndTheOldOneStays() {
		this.stage.reload("new");
		this.stage.die("1.2", 1);
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1");
		assertThat(this.stage.gate.isOpen("1.1")).isTrue();
		assertThat(rollout()).isEqualTo(new ClusterView.Rollout("wish", "withdrawn",
				"worker-1.2 never served: exit code 1", "new", rollout().startedAt()));
		assertThat(this.stage.turn.picture().release().id()).isEqualTo("old");
		this.stage.pass(Duration.ofMinutes(5));
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1");
	}

	@Test
	void reloadWhenTheNewLifeIsNeverReadyIsWithdrawnAtItsDeadline() {
		this.stage.reload("new");
		this.stage.listen("1.2");
		this.stage.judge("1.2", Finding.UNREADY, "db is down");
		this.stage.pass(Duration.ofSeconds(121));
		assertThat(rollout().state()).isEqualTo("withdrawn");
		assertThat(rollout().reason()).contains("worker-1.2 was not ready within 120 s");
		assertThat(this.stage.state("1.2")).isEqualTo(WorkerState.STOPPING);
		this.stage.die("1.2", 0);
		this.stage.pass(Duration.ofMinutes(5));
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1");
	}

	@Test
	void reloadWhenTheNewLifeCannotBeLaunchedIsWithdrawn() {
		this.stage.refusal = "no such file";
		this.stage.reload("old");
		assertThat(rollout().reason()).contains("no such file");
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1");
	}

	@Test
	void reloadWhenOneIsRunningFollowsIt() {
		this.stage.reload("new");
		this.stage.reload("newer");
		this.stage.die("1.2", 1);
		assertThat(this.stage.process("1.3").release).isEqualTo("newer");
		assertThat(rollout().state()).isEqualTo("running");
	}

	@Test
	void reloadWhenASlotCrashesBeforeTheNewReleaseIsProvenFillsItWithTheOld() {
		this.stage.reload("new");
		this.stage.die("2.1", 137);
		assertThat(this.stage.process("2.2").release).isEqualTo("old");
		this.stage.serve("1.2");
		end("1.1");
		this.stage.die("2.2", 137);
		this.stage.pass(Duration.ofSeconds(1));
		assertThat(this.stage.process("2.3").release).isEqualTo("new");
		this.stage.serve("2.3");
		assertThat(rollout().state()).isEqualTo("done");
	}

	@Test
	void reloadWhenAllLoopIsTheirCure() {
		this.stage.die("1.1", 137);
		this.stage.die("2.1", 137);
		this.stage.die("1.2", 1);
		this.stage.die("2.2", 1);
		this.stage.reload("new");
		assertThat(this.stage.process("1.3").release).isEqualTo("new");
		this.stage.serve("1.3");
		assertThat(this.stage.process("2.3").release).isEqualTo("new");
	}

	@Test
	void reloadWhenThereIsNoRoomForTwoLetsTheOldLeaveFirst() {
		this.stage = new Stage(Stage.settings(2, 2, 2), "");
		this.stage.serveAll();
		this.stage.reload("new");
		assertThat(this.stage.state("1.1")).isEqualTo(WorkerState.DRAINING);
		end("1.1");
		assertThat(this.stage.alive()).containsExactly("1.2", "2.1");
		assertThat(this.stage.process("1.2").release).isEqualTo("new");
		assertThat(this.stage.state("2.1")).isEqualTo(WorkerState.SERVING);
		this.stage.serve("1.2");
		end("2.1");
		this.stage.serve("2.2");
		assertThat(rollout().state()).isEqualTo("done");
	}

	@Test
	void reloadWhenThereIsNoRoomForTwoAndTheNewLifeFailsBringsTheOldReleaseBack() {
		this.stage = new Stage(Stage.settings(2, 2, 2), "");
		this.stage.serveAll();
		this.stage.reload("new");
		end("1.1");
		this.stage.die("1.2", 1);
		assertThat(rollout().state()).isEqualTo("withdrawn");
		this.stage.pass(Duration.ofMillis(400));
		assertThat(this.stage.process("1.3").release).isEqualTo("old");
	}

	@Test
	void stopWhenARolloutRunsWithdrawsIt() {
		this.stage.reload("new");
		this.stage.stop();
		assertThat(rollout().state()).isEqualTo("withdrawn");
	}

	private void end(String worker) {
		this.stage.finish(worker);
		this.stage.die(worker, 0);
	}

	private ClusterView.Rollout rollout() {
		return this.stage.turn.picture().release().rollout();
	}

}
