package io.bootcluster.primary.supervisor;

import java.time.Duration;

import io.bootcluster.Verdict.Finding;
import io.bootcluster.WorkerState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the restart of single workers.
 */
class RenewalTests {

	private Stage stage = Stage.serving(2);

	@Test
	void restartWhenThereIsRoomLetsTheNextLifeServeFirst() {
		restart("a", 2);
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1", "2.2");
		assertThat(this.stage.state("2.1")).isEqualTo(WorkerState.SERVING);
		assertThat(this.stage.process("2.2").release).isEqualTo("old");
		this.stage.serve("2.2");
		assertThat(this.stage.state("2.1")).isEqualTo(WorkerState.DRAINING);
		assertThat(this.stage.answers).containsExactly("a:");
		end("2.1");
		this.stage.pass(Duration.ofMinutes(5));
		assertThat(this.stage.alive()).containsExactly("1.1", "2.2");
	}

	@Test
	void restartWhenThereIsNoRoomForTwoLetsTheOldLeaveFirst() {
		this.stage = new Stage(Stage.settings(2, 2, 2), "");
		this.stage.serveAll();
		restart("a", 1);
		assertThat(this.stage.state("1.1")).isEqualTo(WorkerState.DRAINING);
		end("1.1");
		assertThat(this.stage.alive()).containsExactly("1.2", "2.1");
		assertThat(this.stage.answers).isEmpty();
		this.stage.serve("1.2");
		assertThat(this.stage.answers).containsExactly("a:");
	}

	@Test
	void restartWhenTheNextLifeDiesKeepsTheOldOne() {
		restart("a", 1);
		this.stage.die("1.2", 1);
		assertThat(this.stage.answers).containsExactly("a:worker-1.2 never served: exit code 1");
		this.stage.pass(Duration.ofMinutes(5));
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1");
		assertThat(this.stage.gate.isOpen("1.1")).isTrue();
	}

	@Test
	void restartWhenTheNextLifeIsNeverReadyKeepsTheOldOne() {
		restart("a", 1);
		this.stage.listen("1.2");
		this.stage.judge("1.2", Finding.UNREADY, "db is down");
		this.stage.pass(Duration.ofSeconds(121));
		assertThat(this.stage.answers).containsExactly("a:worker-1.2 never served: was not ready within 120 s");
		end("1.2");
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1");
	}

	@Test
	void restartWhenTheNextLifeCannotBeLaunchedKeepsTheOldOne() {
		this.stage.refusal = "no such file";
		restart("a", 1);
		assertThat(this.stage.answers).containsExactly("a:its next life cannot be started: no such file");
		assertThat(this.stage.refusals).isEqualTo(1);
		this.stage.refusal = "";
		restart("b", 1);
		assertThat(this.stage.alive()).containsExactly("1.1", "1.2", "2.1");
	}

	@Test
	void restartWhenAnotherOneRunsFollowsIt() {
		restart("a", 1);
		restart("b", 2);
		restart("c", 1);
		assertThat(this.stage.answers).containsExactly("c:slot 1 is being restarted already");
		assertThat(this.stage.alive()).containsExactly("1.1", "1.2", "2.1");
		this.stage.serve("1.2");
		end("1.1");
		assertThat(this.stage.alive()).containsExactly("1.2", "2.1", "2.2");
	}

	@Test
	void restartWhenTheSlotWaitsToBeFilledFillsItAtOnce() {
		this.stage.die("1.1", 137);
		this.stage.die("1.2", 1);
		assertThat(this.stage.alive()).containsExactly("2.1");
		restart("a", 1);
		assertThat(this.stage.alive()).containsExactly("1.3", "2.1");
		this.stage.serve("1.3");
		assertThat(this.stage.answers).containsExactly("a:");
	}

	@Test
	void restartWhenARolloutRunsFollowsIt() {
		this.stage.reload("new");
		restart("a", 2);
		assertThat(this.stage.alive()).containsExactly("1.1", "1.2", "2.1");
		this.stage.serve("1.2");
		end("1.1");
		this.stage.serve("2.2");
		end("2.1");
		this.stage.pass(Duration.ofSeconds(1));
		assertThat(this.stage.answers).containsExactly("a:");
		assertThat(this.stage.alive()).containsExactly("1.2", "2.2");
	}

	@Test
	void reloadWhenARestartRunsFollowsIt() {
		restart("a", 2);
		this.stage.reload("new");
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1", "2.2");
		this.stage.serve("2.2");
		end("2.1");
		assertThat(this.stage.process("1.2").release).isEqualTo("new");
	}

	@Test
	void restartOfAllReplacesEveryWorkerByOneOfTheSameRelease() {
		this.stage.tell((reports) -> reports.orders().restartAll("a"));
		this.stage.serve("1.2");
		end("1.1");
		this.stage.serve("2.2");
		end("2.1");
		assertThat(this.stage.process("2.2").release).isEqualTo("old");
		assertThat(this.stage.turn.picture().release().rollout().state()).isEqualTo("done");
	}

	@Test
	void restartWhenThereIsNoSuchSlotIsRefused() {
		restart("a", 3);
		assertThat(this.stage.answers).containsExactly("a:there is no slot 3");
	}

	private void restart(String wish, int slot) {
		this.stage.tell((reports) -> reports.orders().restart(wish, slot));
	}

	private void end(String worker) {
		this.stage.finish(worker);
		this.stage.die(worker, 0);
	}

}
