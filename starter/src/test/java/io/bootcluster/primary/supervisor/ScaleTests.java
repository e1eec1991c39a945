package io.bootcluster.primary.supervisor;

import io.bootcluster.WorkerState;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for more and fewer workers.
 */
class ScaleTests {

	private final Stage stage = Stage.serving(3);

	@Test
	void scaleWhenUpAddsASlot() {
		this.stage.scale(1);
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1", "3.1", "4.1");
		assertThat(this.stage.turn.picture().wanted()).isEqualTo(4);
	}

	@Test
	void scaleWhenDownDrainsTheYoungest() {
		this.stage.die("1.1", 137);
		this.stage.serve("1.2");
		this.stage.scale(-1);
		assertThat(this.stage.state("1.2")).isEqualTo(WorkerState.DRAINING);
		this.stage.finish("1.2");
		this.stage.die("1.2", 0);
		assertThat(this.stage.alive()).containsExactly("2.1", "3.1");
		assertThat(this.stage.turn.picture().lives()).hasSize(2);
	}

	@Test
	void scaleWhenDownPrefersWhoDoesNotServe() {
		this.stage.die("2.1", 137);
		this.stage.scale(-1);
		assertThat(this.stage.state("2.2")).isEqualTo(WorkerState.STOPPING);
		assertThat(this.stage.state("3.1")).isEqualTo(WorkerState.SERVING);
	}

	@Test
	void scaleWhenDownToNothingKeepsOne() {
		this.stage.scale(-7);
		assertThat(this.stage.turn.picture().wanted()).isEqualTo(1);
		assertThat(this.stage.gate.open).containsExactly(Stage.id("1.1"));
	}

	@Test
	void scaleWhenDownAndUpAgainFillsTheSlotOnceItIsEmpty() {
		this.stage.scale(-1);
		this.stage.scale(1);
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1", "3.1");
		this.stage.finish("3.1");
		this.stage.die("3.1", 0);
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1", "3.2");
		assertThat(this.stage.life("3.2").orElseThrow().past().lastExit().wanted()).isTrue();
	}

	@Test
	void scaleWhenMemoryHasNoRoomIsRefused() {
		Stage small = new Stage(Stage.settings(2, 2, 3), "");
		small.serveAll();
		small.scale(2);
		assertThat(small.turn.picture().wanted()).isEqualTo(2);
		small.scale(1);
		assertThat(small.turn.picture().wanted()).isEqualTo(3);
	}

	@Test
	void scaleWhenUpWhileOthersStillDrainWaitsForRoom() {
		Stage small = new Stage(Stage.settings(3, 3, 3), "");
		small.serveAll();
		small.scale(-1);
		small.scale(-1);
		small.scale(1);
		assertThat(small.alive()).containsExactly("1.1", "2.1", "3.1");
		small.finish("2.1");
		small.die("2.1", 0);
		assertThat(small.alive()).containsExactly("1.1", "2.2", "3.1");
	}

}
