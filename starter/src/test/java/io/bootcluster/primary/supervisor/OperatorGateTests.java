package io.bootcluster.primary.supervisor;

import io.bootcluster.GateState;
import io.bootcluster.Verdict.Finding;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the gate that an operator closes and opens.
 */
class OperatorGateTests {

	private final Stage stage = Stage.serving(2);

	@Test
	void drainClosesTheGateAndResumeOpensIt() {
		drain("a", 1);
		assertThat(gate("1.1")).isEqualTo(GateState.OPERATOR);
		assertThat(this.stage.gate.isOpen("1.1")).isFalse();
		resume("b", 1);
		assertThat(gate("1.1")).isEqualTo(GateState.OPEN);
		assertThat(this.stage.gate.isOpen("1.1")).isTrue();
		assertThat(this.stage.answers).isEmpty();
		assertThat(this.stage.alive()).containsExactly("1.1", "2.1");
	}

	@Test
	void drainWhenItsHealthChangesStaysClosedForTheOperator() {
		drain("a", 1);
		this.stage.judge("1.1", Finding.UNREADY, "db is down");
		assertThat(gate("1.1")).isEqualTo(GateState.OPERATOR);
		resume("b", 1);
		assertThat(gate("1.1")).isEqualTo(GateState.UNREADY);
		this.stage.judge("1.1", Finding.READY, "");
		assertThat(gate("1.1")).isEqualTo(GateState.OPEN);
	}

	@Test
	void drainWhenNobodyElseTakesRequestsIsRefused() {
		drain("a", 1);
		drain("b", 2);
		assertThat(this.stage.answers).containsExactly("b:no other worker would take requests");
		assertThat(gate("2.1")).isEqualTo(GateState.OPEN);
	}

	@Test
	void drainWhenTheSlotDoesNotServeIsRefused() {
		this.stage.die("1.1", 137);
		drain("a", 1);
		drain("b", 7);
		resume("c", 1);
		assertThat(this.stage.answers).containsExactly("a:slot 1 has no worker that serves", "b:there is no slot 7",
				"c:slot 1 has no worker that serves");
	}

	@Test
	void drainWhenItsLifeEndsDoesNotConcernTheNext() {
		drain("a", 1);
		this.stage.die("1.1", 137);
		this.stage.serve("1.2");
		assertThat(gate("1.2")).isEqualTo(GateState.OPEN);
	}

	private void drain(String wish, int slot) {
		this.stage.tell((reports) -> reports.orders().drain(wish, slot));
	}

	private void resume(String wish, int slot) {
		this.stage.tell((reports) -> reports.orders().resume(wish, slot));
	}

	private GateState gate(String worker) {
		return this.stage.life(worker).orElseThrow().progress().gate();
	}

}
