package io.bootcluster.primary.supervisor;

import java.time.Instant;
import java.util.List;

import io.bootcluster.ClusterView;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Rollouts}.
 */
class RolloutsTests {

	private final Rollouts rollouts = new Rollouts("a", () -> new Rollouts.Mark(1, Instant.EPOCH));

	@Test
	void rollbackGoesBackReleaseByReleaseAndThenIsRefused() {
		run("b");
		run("b");
		run("c");
		assertThat(back("1")).isEqualTo("b");
		assertThat(back("2")).isEqualTo("a");
		assertThat(back("3")).isNull();
		assertThat(this.rollouts.release()).isEqualTo("a");
		assertThat(this.rollouts.view().rollout()).isEqualTo(new ClusterView.Rollout("3", "withdrawn",
				"there is no release before a to go back to", "unknown", null));
	}

	@Test
	void viewOfARunningRolloutTellsWhatComesAndSinceWhenBesideWhatStillHolds() {
		this.rollouts.wish(Rollouts.Wish.of("wish", "b"));
		this.rollouts.begin();
		assertThat(this.rollouts.view().id()).isEqualTo("a");
		assertThat(this.rollouts.view().rollout())
			.isEqualTo(new ClusterView.Rollout("wish", "running", null, "b", Instant.EPOCH));
	}

	@Test
	void rollbackWhenItFailsCanBeTriedAgain() {
		run("b");
		this.rollouts.wish(Rollouts.Wish.back("1"));
		this.rollouts.withdraw(this.rollouts.begin(), "its files are gone");
		assertThat(this.rollouts.release()).isEqualTo("b");
		assertThat(back("2")).isEqualTo("a");
	}

	@Test
	void rollbackWhenTheLastReleaseWasWithdrawnGoesToTheOneBeforeTheWanted() {
		run("b");
		this.rollouts.wish(Rollouts.Wish.of("bad", "c"));
		this.rollouts.withdraw(this.rollouts.begin(), "it is bad");
		assertThat(back("1")).isEqualTo("a");
	}

	@Test
	void historyKeepsTheLastOnesAndHowTheyEnded() {
		for (int i = 0; i < 30; i++) {
			run("release-" + i);
		}
		this.rollouts.refuse(Rollouts.Wish.unread("HUP-1"), "it is no jar");
		List<ClusterView.Passed> history = this.rollouts.view().history();
		assertThat(history).hasSize(20)
			.endsWith(new ClusterView.Passed("HUP-1", "unknown", "withdrawn", "it is no jar", Instant.EPOCH));
		assertThat(history.get(0).release()).isEqualTo("release-11");
		assertThat(history.get(0).state()).isEqualTo("done");
	}

	@Test
	void refuseWhenARolloutRunsLeavesIt() {
		this.rollouts.wish(Rollouts.Wish.of("1", "b"));
		Rollout running = this.rollouts.begin();
		this.rollouts.refuse(Rollouts.Wish.unread("2"), "it is no jar");
		assertThat(this.rollouts.running()).isSameAs(running);
		assertThat(this.rollouts.view().history()).extracting(ClusterView.Passed::id).containsExactly("2");
	}

	@Test
	void wishWhenAnotherOneWaitsTakesItsPlace() {
		this.rollouts.wish(Rollouts.Wish.of("1", "b"));
		this.rollouts.wish(Rollouts.Wish.of("2", "c"));
		assertThat(this.rollouts.view().history()).singleElement()
			.satisfies((passed) -> assertThat(passed.reason()).contains("another roll-out was wished for"));
		assertThat(this.rollouts.begin().release).isEqualTo("c");
	}

	private void run(String release) {
		this.rollouts.wish(Rollouts.Wish.of("wish", release));
		this.rollouts.conclude(this.rollouts.begin());
	}

	private String back(String id) {
		this.rollouts.wish(Rollouts.Wish.back(id));
		Rollout rollout = this.rollouts.begin();
		if (rollout == null) {
			return null;
		}
		this.rollouts.conclude(rollout);
		return rollout.release;
	}

}
