package io.bootcluster.primary.supervisor;

import java.time.Duration;

import io.bootcluster.Verdict.Finding;
import io.bootcluster.WorkerState;
import io.bootcluster.control.Message;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the start of a cluster.
 */
class FirstStartTests {

	private final Stage stage = new Stage(4, 2);

	@Test
	void startWhenNobodyServesYetStartsTheFirstWorkerAlone() {
		this.stage.pass(Duration.ofSeconds(30));
		assertThat(this.stage.alive()).containsExactly("1.1");
		assertThat(this.stage.turn.picture().state()).isEqualTo("starting");
	}

	@Test
	void startWhenTheFirstServesLetsTheRestFollowAsTheMachineBears() {
		this.stage.serve("1.1");
		assertThat(this.stage.gate.isOpen("1.1")).isTrue();
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1", "3.1");
		this.stage.serve("3.1");
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1", "3.1", "4.1");
		assertThat(this.stage.turn.picture().state()).isEqualTo("serving");
	}

	@Test
	void serveWhenReadyButNotListeningWaits() {
		this.stage.judge("1.1", Finding.READY, "");
		assertThat(this.stage.state("1.1")).isEqualTo(WorkerState.STARTING);
		this.stage.listen("1.1");
		assertThat(this.stage.state("1.1")).isEqualTo(WorkerState.SERVING);
	}

	@Test
	void startWhenTheFirstDiesByItselfEndsWithItsCode() {
		this.stage.die("1.1", 7);
		assertThat(outcome()).isEqualTo(new Outcome(7, "worker-1.1: exit code 7", true));
		this.stage.pass(Duration.ofMinutes(1));
		assertThat(this.stage.processes).hasSize(1);
	}

	@Test
	void startWhenTheFirstDiesByASignalEndsWithOne() {
		this.stage.listen("1.1");
		this.stage.die("1.1", 137);
		assertThat(outcome().exitCode()).isEqualTo(1);
		assertThat(outcome().failure()).contains("killed by signal 9 (KILL)");
	}

	@Test
	void startWhenTheFirstLeavesBeforeItServedEndsWithItsCode() {
		this.stage.listen("1.1");
		this.stage.say("1.1", new Message.Leaving());
		assertThat(this.stage.ordered).contains(Stage.id("1.1"));
		this.stage.die("1.1", 1);
		assertThat(outcome().exitCode()).isEqualTo(1);
		assertThat(outcome().told()).isTrue();
	}

	@Test
	void startWhenTheFirstCannotBeLaunchedEndsAndIsForThePrimaryToTell() {
		Stage refusing = new Stage(2, 2, "java is gone");
		assertThat(refusing.turn.outcome().toCompletableFuture().join())
			.isEqualTo(new Outcome(1, "worker-1.1 cannot be started: java is gone", false));
	}

	@Test
	void startWhenTheFirstIsNeverReadyLetsOthersStartAndTellsClientsWhy() {
		this.stage.listen("1.1");
		this.stage.judge("1.1", Finding.UNREADY, "db is down");
		assertThat(this.stage.alive()).hasSize(1);
		this.stage.pass(Duration.ofSeconds(5));
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1", "3.1");
		assertThat(this.stage.gate.explanation).isEqualTo("db is down");
		this.stage.pass(Duration.ofMinutes(10));
		assertThat(this.stage.state("1.1")).isEqualTo(WorkerState.STARTING);
		this.stage.judge("1.1", Finding.READY, "");
		assertThat(this.stage.state("1.1")).isEqualTo(WorkerState.SERVING);
		assertThat(this.stage.gate.explanation).isNull();
	}

	@Test
	void startWhenANeverReadyFirstIsKilledLaterFillsItAgain() {
		this.stage.listen("1.1");
		this.stage.judge("1.1", Finding.UNREADY, "db is down");
		this.stage.pass(Duration.ofSeconds(6));
		this.stage.die("1.1", 137);
		this.stage.listen("2.1");
		this.stage.listen("3.1");
		this.stage.pass(Duration.ofSeconds(6));
		assertThat(this.stage.alive()).contains("1.2", "4.1");
		assertThat(this.stage.turn.isOver()).isFalse();
	}

	@Test
	void startWhenNotListeningByTheDeadlineKillsAndReplacesIt() {
		this.stage.pass(Duration.ofSeconds(120));
		assertThat(this.stage.process("1.1").signals).containsExactly("KILL");
		this.stage.die("1.1", 137);
		assertThat(this.stage.life("1.1").orElseThrow().past().lastExit().meaning())
			.isEqualTo("did not listen within 120 s, killed by signal 9 (KILL)");
		this.stage.pass(Duration.ofMillis(200));
		assertThat(this.stage.alive()).containsExactly("1.2");
	}

	@Test
	void startWhenThePrimaryWasFrozenGivesTheWorkerItsTime() {
		this.stage.freeze(Duration.ofMinutes(10));
		this.stage.pass(Duration.ofSeconds(119));
		assertThat(this.stage.process("1.1").signals).isEmpty();
	}

	private Outcome outcome() {
		assertThat(this.stage.turn.outcome()).isCompleted();
		return this.stage.turn.outcome().toCompletableFuture().join();
	}

}
