package io.bootcluster.primary.supervisor;

import java.time.Duration;

import io.bootcluster.CloseReason;
import io.bootcluster.WorkerState;
import io.bootcluster.control.Message;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for workers that leave, and for the end of the cluster.
 */
class LeavingTests {

	private final Stage stage = Stage.serving(2);

	@Test
	void leavingWhenSaidDrainsOrdersAndFillsAgain() {
		this.stage.say("1.1", new Message.Leaving());
		assertThat(this.stage.state("1.1")).isEqualTo(WorkerState.DRAINING);
		assertThat(this.stage.gate.reason("1.1")).isEqualTo(CloseReason.DRAINING);
		assertThat(this.stage.gate.deadline("1.1")).isEqualTo(Duration.ofSeconds(30));
		assertThat(this.stage.watched).contains("forget worker-1.1");
		assertThat(this.stage.ordered).isEmpty();
		this.stage.finish("1.1");
		assertThat(this.stage.state("1.1")).isEqualTo(WorkerState.STOPPING);
		assertThat(this.stage.ordered).containsExactly(Stage.id("1.1"));
		this.stage.die("1.1", 143);
		assertThat(this.stage.alive()).containsExactly("1.2", "2.1");
		assertThat(this.stage.life("1.2").orElseThrow().past().lastExit().meaning())
			.isEqualTo("it was told to exit, killed by signal 15 (TERM)");
	}

	@Test
	void drainWhenTheDispatcherDoesNotEndItGoesOnAfterTheDeadline() {
		this.stage.say("1.1", new Message.Leaving());
		this.stage.pass(Duration.ofSeconds(30));
		assertThat(this.stage.state("1.1")).isEqualTo(WorkerState.DRAINING);
		this.stage.pass(Duration.ofSeconds(1));
		assertThat(this.stage.state("1.1")).isEqualTo(WorkerState.STOPPING);
	}

	@Test
	void stopWhenTheWorkerDoesNotExitInTimeKillsIt() {
		this.stage.say("1.1", new Message.Leaving());
		this.stage.finish("1.1");
		this.stage.pass(Duration.ofMillis(9900));
		assertThat(this.stage.process("1.1").signals).isEmpty();
		this.stage.pass(Duration.ofMillis(100));
		assertThat(this.stage.process("1.1").signals).containsExactly("KILL");
		this.stage.pass(Duration.ofSeconds(5));
		assertThat(this.stage.process("1.1").signals).containsExactly("KILL", "KILL");
	}

	@Test
	void stopWhenThereIsNoLineSendsASignal() {
		this.stage.withoutLine.add(Stage.id("1.1"));
		this.stage.scale(-1);
		this.stage.stop();
		this.stage.finish("1.1");
		assertThat(this.stage.process("1.1").signals).containsExactly("TERM");
	}

	@Test
	void lineWhenClosedGivesTheWorkerASecondToExitByItself() {
		this.stage.tell((reports) -> reports.lineClosed(Stage.id("1.1")));
		this.stage.pass(Duration.ofMillis(900));
		assertThat(this.stage.state("1.1")).isEqualTo(WorkerState.SERVING);
		this.stage.pass(Duration.ofMillis(100));
		assertThat(this.stage.state("1.1")).isEqualTo(WorkerState.DRAINING);
	}

	@Test
	void stopWhenAskedDrainsAllAndEndsWhenAllAreGone() {
		this.stage.stop();
		assertThat(this.stage.gate.open).isEmpty();
		assertThat(this.stage.turn.picture().state()).isEqualTo("draining");
		this.stage.finish("1.1");
		assertThat(this.stage.ordered).containsExactly(Stage.id("1.1"));
		this.stage.die("1.1", 0);
		assertThat(this.stage.turn.isOver()).isFalse();
		this.stage.die("2.1", 137);
		assertThat(this.stage.turn.outcome()).isCompletedWithValue(Outcome.stopped());
		assertThat(this.stage.processes).hasSize(2);
	}

	@Test
	void stopWhenAskedTwiceCutsAndKills() {
		this.stage.stop();
		this.stage.finish("1.1");
		assertThat(this.stage.process("1.1").signals).isEmpty();
		this.stage.stop();
		assertThat(this.stage.gate.deadline("2.1")).isEqualTo(Duration.ZERO);
		assertThat(this.stage.process("1.1").signals).containsExactly("KILL");
		assertThat(this.stage.process("2.1").signals).containsExactly("KILL");
	}

	@Test
	void stopWhenAWorkerStartsEndsItToo() {
		this.stage.scale(1);
		assertThat(this.stage.starting()).containsExactly("3.1");
		this.stage.stop();
		assertThat(this.stage.ordered).containsExactly(Stage.id("3.1"));
		this.stage.die("3.1", 1);
		assertThat(this.stage.processes).hasSize(3);
	}

	@Test
	void refusedWhenTheProtocolIsAnotherEndsTheLifeWithThatReason() {
		this.stage.scale(1);
		this.stage.tell((reports) -> reports.refused(Stage.id("3.1"), "it speaks protocol 2"));
		this.stage.pass(Duration.ofSeconds(1));
		this.stage.die("3.1", 1);
		assertThat(this.stage.life("3.1").orElseThrow().past().lastExit().meaning())
			.isEqualTo("it speaks protocol 2, exit code 1");
	}

}
