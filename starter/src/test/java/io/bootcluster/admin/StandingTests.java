package io.bootcluster.admin;

import io.bootcluster.admin.Standing.Fate;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Standing}.
 */
class StandingTests {

	private Standing standing = Standing.UNKNOWN;

	@Test
	void registersWhileItLeads() {
		see("serving", "1.1 serving", "2.1 serving leads");
		assertThat(this.standing.registers()).isFalse();
		see("serving", "1.1 serving leads", "2.1 serving");
		assertThat(this.standing.registers()).isTrue();
		see("serving", "1.1 serving", "2.1 serving leads");
		assertThat(this.standing.registers()).isFalse();
	}

	@Test
	void nodeGoesOnWhenTheLeaderAloneLeaves() {
		see("serving", "1.1 serving leads", "2.1 serving");
		see("serving", "1.1 draining", "2.1 serving");
		assertThat(this.standing.spoke()).isTrue();
		assertThat(this.standing.fate()).contains(Fate.GOES_ON);
	}

	@Test
	void nodeEndsWhenItDrainsAndNoWorkerStays() {
		see("serving", "1.1 serving leads", "2.1 serving");
		see("draining", "1.1 draining leads", "2.1 serving");
		assertThat(this.standing.fate()).isEmpty();
		see("draining", "1.1 draining", "2.1 serving");
		assertThat(this.standing.fate()).as("may be an operator's drain").isEmpty();
		see("draining", "1.1 draining", "2.1 draining");
		assertThat(this.standing.spoke()).isTrue();
		assertThat(this.standing.fate()).contains(Fate.ENDS);
	}

	@Test
	void doesNotSpeakForTheNodeWhenItLeftTheLeadToAnotherPrimaryWhileItServed() {
		see("serving", "1.1 serving leads");
		see("serving", "1.1 serving");
		see("draining", "1.1 draining");
		assertThat(this.standing.spoke()).isFalse();
	}

	@Test
	void doesNotSpeakForTheNodeWhenItNeverLed() {
		see("serving", "1.1 serving", "2.1 serving leads");
		see("draining", "1.1 draining", "2.1 draining");
		assertThat(this.standing.spoke()).isFalse();
	}

	@Test
	void anotherLifeInTheSlotIsAnotherWorker() {
		see("serving", "1.2 serving leads");
		assertThat(this.standing.registers()).isFalse();
	}

	private void see(String node, String... workers) {
		this.standing = this.standing.see(Views.of(node, workers), "1.1");
	}

}
