package io.bootcluster.primary.supervisor;

import java.time.Duration;
import java.util.List;

import io.bootcluster.ClusterView;
import io.bootcluster.ReloadProperties;
import io.bootcluster.Verdict.Finding;
import io.bootcluster.WorkerState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for a release that is withdrawn after some slots had been replaced, and for how
 * many are replaced at once.
 */
class WithdrawalTests {

	private Stage stage = Stage.serving(3);

	@Test
	void reloadWhenASecondNewLifeFailsBringsTheOldReleaseBack() {
		replaceFirst();
		this.stage.process("2.2").lines.addAll(List.of("APPLICATION FAILED TO START", "Description:", "no table x"));
		this.stage.die("2.2", 1);
		assertThat(rollout().state()).isEqualTo("withdrawn");
		assertThat(rollout().reason()).isEqualTo("worker-2.2 never served: exit code 1; no table x");
		assertThat(this.stage.alive()).containsExactly("1.2", "1.3", "2.1", "3.1");
		assertThat(this.stage.process("1.3").release).isEqualTo("old");
		assertThat(this.stage.gate.open).as("nobody is missed").hasSize(3);
		this.stage.serve("1.3");
		assertThat(this.stage.state("1.2")).isEqualTo(WorkerState.DRAINING);
		end("1.2");
		this.stage.pass(Duration.ofMinutes(5));
		assertThat(this.stage.alive()).containsExactly("1.3", "2.1", "3.1");
		assertThat(this.stage.turn.picture().release().id()).isEqualTo("old");
	}

	@Test
	void reloadWhenSeveralWereReplacedBringsThemBackOneAfterTheOther() {
		replaceFirst();
		this.stage.serve("2.2");
		end("2.1");
		this.stage.die("3.2", 1);
		assertThat(this.stage.starting()).containsExactly("1.3");
		this.stage.serve("1.3");
		assertThat(this.stage.starting()).isEmpty();
		end("1.2");
		assertThat(this.stage.starting()).containsExactly("2.3");
		this.stage.serve("2.3");
		end("2.2");
		assertThat(this.stage.alive()).containsExactly("1.3", "2.3", "3.1");
	}

	@Test
	void reloadWhenTheOldReleaseCannotComeBackLeavesTheNewOneAndGoesOnTrying() {
		replaceFirst();
		this.stage.refusal = "its files are gone";
		this.stage.die("2.2", 1);
		this.stage.pass(Duration.ofMinutes(1));
		assertThat(this.stage.alive()).containsExactly("1.2", "2.1", "3.1");
		assertThat(this.stage.refusals).isBetween(3, 20);
		this.stage.refusal = "";
		this.stage.pass(Duration.ofSeconds(31));
		assertThat(this.stage.alive()).containsExactly("1.2", "1.3", "2.1", "3.1");
	}

	@Test
	void reloadWhenTheOldReleaseComesBackAndTheNextIsWishedForGivesWay() {
		replaceFirst();
		this.stage.die("2.2", 1);
		assertThat(this.stage.alive()).contains("1.2", "1.3");
		this.stage.reload("newer");
		assertThat(this.stage.state("1.3")).isEqualTo(WorkerState.STOPPING);
		this.stage.die("1.3", 0);
		this.stage.serve("1.4");
		assertThat(this.stage.process("1.4").release).isEqualTo("newer");
		assertThat(this.stage.state("1.2")).isEqualTo(WorkerState.DRAINING);
		end("1.2");
		this.stage.serve("2.3");
		end("2.1");
		this.stage.serve("3.2");
		assertThat(rollout().state()).isEqualTo("done");
	}

	@Test
	void reloadWhenTheSameReleaseFailsLeavesItsLives() {
		this.stage.reload("old");
		this.stage.serve("1.2");
		end("1.1");
		this.stage.die("2.2", 1);
		this.stage.pass(Duration.ofMinutes(1));
		assertThat(rollout().state()).isEqualTo("withdrawn");
		assertThat(this.stage.alive()).containsExactly("1.2", "2.1", "3.1");
	}

	@Test
	void reloadWhenThereIsNoRoomForTwoBringsTheOldReleaseBackInPlaces() {
		this.stage = new Stage(Stage.settings(2, 2, 2), "");
		this.stage.serveAll();
		this.stage.reload("new");
		end("1.1");
		this.stage.serve("1.2");
		end("2.1");
		this.stage.die("2.2", 1);
		this.stage.pass(Duration.ofMillis(400));
		assertThat(this.stage.state("1.2")).as("the only one").isEqualTo(WorkerState.SERVING);
		this.stage.serve("2.3");
		assertThat(this.stage.state("1.2")).isEqualTo(WorkerState.DRAINING);
		end("1.2");
		this.stage.serve("1.3");
		assertThat(this.stage.process("1.3").release).isEqualTo("old");
		assertThat(this.stage.alive()).containsExactly("1.3", "2.3");
	}

	@Test
	void rollbackWhenTheReleaseIsGoneIsWithdrawnBeforeAnybodyLeaves() {
		this.stage = new Stage(Stage.settings(1, 1, 1), "");
		this.stage.serveAll();
		this.stage.reload("new");
		end("1.1");
		this.stage.serve("1.2");
		this.stage.gone.add("old");
		this.stage.tell((reports) -> reports.crew().rollouts().wish(Rollouts.Wish.back("back")));
		assertThat(rollout()).isEqualTo(new ClusterView.Rollout("back", "withdrawn",
				"release old is not there any more to start workers from", "old", rollout().startedAt()));
		assertThat(this.stage.state("1.2")).isEqualTo(WorkerState.SERVING);
		this.stage.gone.clear();
		this.stage.tell((reports) -> reports.crew().rollouts().wish(Rollouts.Wish.back("again")));
		end("1.2");
		this.stage.serve("1.3");
		assertThat(this.stage.process("1.3").release).isEqualTo("old");
		assertThat(rollout()).isEqualTo(new ClusterView.Rollout("again", "done", null, "old", rollout().startedAt()));
	}

	@Test
	void reloadWhenTheProtocolIsNotSpokenIsWithdrawnWithThatReason() {
		this.stage.reload("new");
		this.stage.tell((reports) -> reports.refused(Stage.id("1.2"), "it speaks protocol 9, not 1"));
		this.stage.pass(Duration.ofSeconds(2));
		this.stage.die("1.2", 143);
		assertThat(rollout().reason())
			.isEqualTo("worker-1.2 never served: it speaks protocol 9, not 1, killed by signal 15 (TERM)");
		assertThat(this.stage.gate.open).hasSize(3);
	}

	@Test
	void reloadWhenTheNewLifeSaysGoodbyeWaitsForItsWords() {
		this.stage.reload("new");
		this.stage.tell((reports) -> reports.lineClosed(Stage.id("1.2")));
		this.stage.pass(Duration.ofSeconds(2));
		assertThat(rollout().state()).isEqualTo("running");
		assertThat(this.stage.alive()).containsExactly("1.1", "1.2", "2.1", "3.1");
		this.stage.process("1.2").lines.add("Caused by: a.B: no");
		this.stage.die("1.2", 1);
		assertThat(rollout().reason()).endsWith("exit code 1; Caused by: a.B: no");
	}

	@Test
	void reloadWhenMoreMayBeAliveReplacesThatManyAtOnceAfterTheFirst() {
		this.stage = new Stage(Stage.settings(4, 4, 6, reload(2)), "");
		this.stage.serveAll();
		this.stage.reload("new");
		assertThat(this.stage.starting()).containsExactly("1.2");
		this.stage.serve("1.2");
		assertThat(this.stage.starting()).containsExactly("2.2");
		end("1.1");
		assertThat(this.stage.starting()).containsExactly("2.2", "3.2");
		assertThat(this.stage.gate.open).hasSize(4);
	}

	@Test
	void reloadWhenMemoryHasLessRoomReplacesFewerAtOnce() {
		this.stage = new Stage(Stage.settings(4, 4, 5, reload(3)), "");
		this.stage.serveAll();
		this.stage.reload("new");
		this.stage.serve("1.2");
		end("1.1");
		assertThat(this.stage.starting()).containsExactly("2.2");
		assertThat(this.stage.alive()).hasSize(5);
	}

	@Test
	void reloadWhenNoneMayBeAliveBesideLetsTheOldLeaveFirst() {
		this.stage = new Stage(Stage.settings(2, 2, 9, reload(0)), "");
		this.stage.serveAll();
		this.stage.reload("new");
		assertThat(this.stage.state("1.1")).isEqualTo(WorkerState.DRAINING);
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1");
		end("1.1");
		assertThat(this.stage.life("1.2").orElseThrow().past().lastExit().wanted()).isTrue();
	}

	@Test
	void reloadWhenTheVacatedSlotIsScaledAwayGoesOn() {
		this.stage = new Stage(Stage.settings(2, 2, 9, reload(0)), "");
		this.stage.serveAll();
		this.stage.reload("new");
		this.stage.scale(-1);
		end("1.1");
		assertThat(this.stage.state("2.1")).isEqualTo(WorkerState.DRAINING);
		end("2.1");
		this.stage.serve("2.2");
		assertThat(rollout().state()).isEqualTo("done");
	}

	@Test
	void scaleWhenARolloutRunsAddsALifeThatIsReplacedToo() {
		this.stage.reload("new");
		this.stage.scale(1);
		assertThat(this.stage.process("4.1").release).isEqualTo("old");
		this.stage.serve("4.1");
		this.stage.serve("1.2");
		end("1.1");
		this.stage.scale(1);
		assertThat(this.stage.process("5.1").release).as("proven by now").isEqualTo("new");
		this.stage.serve("5.1");
		for (int slot = 2; slot <= 4; slot++) {
			this.stage.serve(slot + ".2");
			end(slot + ".1");
		}
		assertThat(rollout().state()).isEqualTo("done");
		assertThat(this.stage.alive()).containsExactly("1.2", "2.2", "3.2", "4.2", "5.1");
	}

	@Test
	void reloadWhenTheNewLifeIsLateSaysWhatItWaitsFor() {
		this.stage.reload("new");
		this.stage.listen("1.2");
		this.stage.judge("1.2", Finding.UNREADY, "db is down");
		this.stage.pass(Duration.ofSeconds(121));
		assertThat(rollout().reason()).isEqualTo("worker-1.2 was not ready within 120 s: db is down");
	}

	private void replaceFirst() {
		this.stage.reload("new");
		this.stage.serve("1.2");
		end("1.1");
		assertThat(this.stage.starting()).containsExactly("2.2");
	}

	private static ReloadProperties reload(int surge) {
		return new ReloadProperties(surge, Duration.ZERO, null, Duration.ofSeconds(10), Duration.ZERO, 0.05);
	}

	private void end(String worker) {
		this.stage.finish(worker);
		this.stage.die(worker, 0);
	}

	private ClusterView.Rollout rollout() {
		return this.stage.turn.picture().release().rollout();
	}

}
