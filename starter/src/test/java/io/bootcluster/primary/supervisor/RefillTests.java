package io.bootcluster.primary.supervisor;

import java.time.Duration;

import io.bootcluster.CloseReason;
import io.bootcluster.Verdict.Finding;
import io.bootcluster.WorkerState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what follows the end of a worker.
 */
class RefillTests {

	private final Stage stage = Stage.serving(3);

	@Test
	void exitWhenServingClosesTheGateAndFillsTheSlotAtOnce() {
		this.stage.die("2.1", 137);
		assertThat(this.stage.gate.reason("2.1")).isEqualTo(CloseReason.GONE);
		assertThat(this.stage.alive()).containsExactly("1.1", "2.2", "3.1");
		Picture.Life life = this.stage.life("2.2").orElseThrow();
		assertThat(life.past().restarts()).isEqualTo(1);
		assertThat(life.past().lastExit().meaning()).isEqualTo("killed by signal 9 (KILL)");
		assertThat(life.past().lastExit().code()).isEqualTo(137);
		assertThat(life.past().lastExit().wanted()).isFalse();
	}

	@Test
	void exitWhenServingAgainAndAgainWaitsLonger() {
		this.stage.die("2.1", 137);
		this.stage.serve("2.2");
		this.stage.die("2.2", 137);
		assertThat(this.stage.alive()).containsExactly("1.1", "3.1");
		this.stage.pass(Duration.ofMillis(200));
		assertThat(this.stage.alive()).contains("2.3");
	}

	@Test
	void exitWhenItServedForLongForgetsThePast() {
		this.stage.die("2.1", 137);
		this.stage.serve("2.2");
		this.stage.pass(Duration.ofSeconds(30));
		this.stage.die("2.2", 3);
		assertThat(this.stage.alive()).contains("2.3");
		assertThat(this.stage.life("2.3").orElseThrow().past().lastExit().meaning())
			.isEqualTo("out of memory (exit code 3)");
	}

	@Test
	void exitWhenStartingInALoopDoublesTheWaitUpToTheLongest() {
		this.stage.die("2.1", 1);
		long[] waits = { 400, 800, 1600, 3200, 6400, 12_800, 25_600, 30_000, 30_000 };
		this.stage.die("2.2", 1);
		int generation = 3;
		for (long wait : waits) {
			String next = "2." + generation;
			this.stage.pass(Duration.ofMillis(wait - 1));
			assertThat(this.stage.alive()).as(next).doesNotContain(next);
			this.stage.pass(Duration.ofMillis(1));
			assertThat(this.stage.alive()).contains(next);
			this.stage.die(next, 1);
			generation++;
		}
		assertThat(this.stage.gate.isOpen("1.1")).isTrue();
		assertThat(this.stage.state("2." + (generation - 1))).isEqualTo(WorkerState.GONE);
		assertThat(this.stage.turn.isOver()).isFalse();
	}

	@Test
	void exitWhenTheFifthInARowShowsTheSlotAsErroredUntilALifeIsStable() {
		for (int generation = 1; generation <= 5; generation++) {
			assertThat(this.stage.life("2." + generation).orElseThrow().past().errored()).isFalse();
			this.stage.die("2." + generation, 1);
			if (generation < 5) {
				this.stage.pass(Duration.ofSeconds(2));
			}
		}
		assertThat(this.stage.life("2.5").orElseThrow().past().errored()).isTrue();
		assertThat(this.stage.life("1.1").orElseThrow().past().errored()).isFalse();
		this.stage.pass(Duration.ofSeconds(4));
		this.stage.serve("2.6");
		this.stage.pass(Duration.ofSeconds(30));
		this.stage.die("2.6", 1);
		assertThat(this.stage.life("2.7").orElseThrow().past().errored()).isFalse();
	}

	@Test
	void reloadWhenASlotIsErroredGivesItAFreshStart() {
		for (int generation = 1; generation <= 5; generation++) {
			this.stage.die("2." + generation, 1);
			this.stage.pass(Duration.ofSeconds(4));
		}
		assertThat(this.stage.life("2.6").orElseThrow().past().errored()).isTrue();
		this.stage.reload("new");
		assertThat(this.stage.turn.picture().lives()).noneMatch((life) -> life.past().errored());
	}

	@Test
	void launchWhenRefusedTriesAgainWithGrowingWaitsAndTheOthersServeOn() {
		this.stage.refusal = "the jar was changed";
		this.stage.die("2.1", 137);
		this.stage.pass(Duration.ofMinutes(5));
		assertThat(this.stage.refusals).isBetween(10, 20);
		assertThat(this.stage.alive()).containsExactly("1.1", "3.1");
		assertThat(this.stage.turn.isOver()).isFalse();
		this.stage.refusal = "";
		this.stage.pass(Duration.ofSeconds(30));
		assertThat(this.stage.alive()).containsExactly("1.1", "2.2", "3.1");
	}

	@Test
	void judgedWhenTheVerdictChangesMovesOnlyTheGate() {
		this.stage.judge("2.1", Finding.UNANSWERED, "no answer");
		assertThat(this.stage.gate.reason("2.1")).isEqualTo(CloseReason.UNANSWERED);
		assertThat(this.stage.state("2.1")).isEqualTo(WorkerState.SERVING);
		this.stage.judge("2.1", Finding.UNREADY, "db is down");
		assertThat(this.stage.gate.reason("2.1")).isEqualTo(CloseReason.UNREADY);
		this.stage.judge("2.1", Finding.READY, "");
		assertThat(this.stage.gate.isOpen("2.1")).isTrue();
		this.stage.pass(Duration.ofHours(1));
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1", "3.1");
	}

}
