package io.bootcluster.primary.supervisor;

import java.time.Duration;

import io.bootcluster.CloseReason;
import io.bootcluster.Verdict.Finding;
import io.bootcluster.WorkerState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests for restarts of workers that lost their liveness.
 */
class HealingTests {

	private final Stage stage = Stage.serving(4);

	@Test
	void silentWhenOthersServeIsKilledOnceWhatItDoesIsKeptAndReplaced() {
		this.stage.judge("2.1", Finding.SILENT, "no beat and no answer for 6.0 s");
		assertThat(this.stage.state("2.1")).isEqualTo(WorkerState.STOPPING);
		assertThat(this.stage.gate.reason("2.1")).isEqualTo(CloseReason.DRAINING);
		assertThat(this.stage.examined).containsExactly(entry(Stage.id("2.1"), "no beat and no answer for 6.0 s"));
		this.stage.pass(Duration.ofSeconds(1));
		assertThat(this.stage.process("2.1").signals).isEmpty();
		this.stage.kept();
		assertThat(this.stage.process("2.1").signals).containsExactly("KILL");
		this.stage.die("2.1", 137);
		assertThat(this.stage.alive()).contains("2.2");
		assertThat(this.stage.life("2.2").orElseThrow().past().lastExit().meaning())
			.isEqualTo("restarted: no beat and no answer for 6.0 s, killed by signal 9 (KILL)");
	}

	@Test
	void silentWhenNothingIsKeptInTimeIsKilledAllTheSame() {
		this.stage.judge("2.1", Finding.SILENT, "silent");
		this.stage.pass(Duration.ofSeconds(6));
		assertThat(this.stage.process("2.1").signals).containsExactly("KILL");
	}

	@Test
	void silentWhenTheClusterStopsTwiceIsKilledAtOnce() {
		this.stage.judge("2.1", Finding.SILENT, "silent");
		this.stage.stop();
		this.stage.stop();
		assertThat(this.stage.process("2.1").signals).containsExactly("KILL");
	}

	@Test
	void deadlockedWhenOthersServeDrainsShortlyAndIsKilled() {
		this.stage.judge("2.1", Finding.DEADLOCKED, "threads are deadlocked");
		assertThat(this.stage.gate.deadline("2.1")).isEqualTo(Duration.ofSeconds(10));
		this.stage.finish("2.1");
		assertThat(this.stage.process("2.1").signals).isEmpty();
		this.stage.kept();
		assertThat(this.stage.ordered).isEmpty();
		assertThat(this.stage.process("2.1").signals).containsExactly("KILL");
	}

	@Test
	void brokenWhenOthersServeDrainsAndIsOrderedToExit() {
		this.stage.judge("2.1", Finding.BROKEN, "liveness is down");
		assertThat(this.stage.gate.deadline("2.1")).isEqualTo(Duration.ofSeconds(30));
		this.stage.kept();
		this.stage.finish("2.1");
		assertThat(this.stage.ordered).containsExactly(Stage.id("2.1"));
	}

	@Test
	void unansweredWhenForHoursIsNeverRestarted() {
		this.stage.judge("2.1", Finding.UNANSWERED, "busy");
		this.stage.pass(Duration.ofHours(2));
		assertThat(this.stage.state("2.1")).isEqualTo(WorkerState.SERVING);
		assertThat(this.stage.process("2.1").signals).isEmpty();
	}

	@Test
	void fatalWhenAnotherIsBeingRestartedWaitsUntilThatOneServes() {
		this.stage.judge("2.1", Finding.SILENT, "silent");
		this.stage.judge("3.1", Finding.SILENT, "silent");
		assertThat(this.stage.state("3.1")).isEqualTo(WorkerState.SERVING);
		assertThat(this.stage.gate.reason("3.1")).isEqualTo(CloseReason.UNANSWERED);
		this.stage.die("2.1", 137);
		this.stage.pass(Duration.ofSeconds(10));
		assertThat(this.stage.state("3.1")).isEqualTo(WorkerState.SERVING);
		this.stage.serve("2.2");
		assertThat(this.stage.state("3.1")).isEqualTo(WorkerState.STOPPING);
	}

	@Test
	void fatalWhenTheNextLifeOfAnotherFailsDoesNotWaitForEver() {
		this.stage.judge("2.1", Finding.SILENT, "silent");
		this.stage.judge("3.1", Finding.SILENT, "silent");
		this.stage.die("2.1", 137);
		this.stage.die("2.2", 1);
		assertThat(this.stage.state("3.1")).isEqualTo(WorkerState.STOPPING);
	}

	@Test
	void fatalWhenFewerThanHalfOfTheOthersServeIsNotRestarted() {
		this.stage.judge("1.1", Finding.UNANSWERED, "");
		this.stage.judge("2.1", Finding.UNANSWERED, "");
		this.stage.judge("3.1", Finding.BROKEN, "liveness is down");
		this.stage.pass(Duration.ofMinutes(5));
		assertThat(this.stage.state("3.1")).isEqualTo(WorkerState.SERVING);
		this.stage.judge("1.1", Finding.READY, "");
		assertThat(this.stage.state("3.1")).isEqualTo(WorkerState.DRAINING);
	}

	@Test
	void brokenWhenNobodyServesIsNotRestarted() {
		Stage two = Stage.serving(2);
		two.judge("2.1", Finding.UNANSWERED, "");
		two.judge("1.1", Finding.BROKEN, "liveness is down");
		two.pass(Duration.ofMinutes(5));
		assertThat(two.state("1.1")).isEqualTo(WorkerState.SERVING);
	}

	@Test
	void silentWhenNobodyServesIsRestartedOneByOne() {
		Stage two = Stage.serving(2);
		two.judge("1.1", Finding.UNANSWERED, "");
		two.judge("2.1", Finding.SILENT, "silent");
		two.judge("1.1", Finding.SILENT, "silent");
		assertThat(two.state("2.1")).isEqualTo(WorkerState.STOPPING);
		assertThat(two.state("1.1")).isEqualTo(WorkerState.SERVING);
		two.die("2.1", 137);
		two.serve("2.2");
		assertThat(two.state("1.1")).isEqualTo(WorkerState.STOPPING);
	}

	@Test
	void fatalWhenItRecoversBeforeItsTurnServesOn() {
		this.stage.judge("2.1", Finding.SILENT, "silent");
		this.stage.judge("3.1", Finding.SILENT, "silent");
		this.stage.judge("3.1", Finding.READY, "");
		this.stage.die("2.1", 137);
		this.stage.serve("2.2");
		assertThat(this.stage.gate.isOpen("3.1")).isTrue();
	}

	@Test
	void fatalWhenItIsTheOnlyWorkerIsRestarted() {
		Stage alone = Stage.serving(1);
		alone.judge("1.1", Finding.DEADLOCKED, "threads are deadlocked");
		assertThat(alone.state("1.1")).isEqualTo(WorkerState.DRAINING);
	}

	@Test
	void fatalWhenTheWorkerStillHasTimeToStartIsNotJudged() {
		this.stage.die("2.1", 137);
		this.stage.listen("2.2");
		this.stage.judge("2.2", Finding.BROKEN, "liveness is down");
		this.stage.pass(Duration.ofSeconds(119));
		assertThat(this.stage.state("2.2")).isEqualTo(WorkerState.STARTING);
		this.stage.pass(Duration.ofSeconds(1));
		assertThat(this.stage.state("2.2")).isNotEqualTo(WorkerState.STARTING);
	}

}
