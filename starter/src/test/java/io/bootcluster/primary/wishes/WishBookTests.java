package io.bootcluster.primary.wishes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.bootcluster.ClusterView;
import io.bootcluster.NodesView;
import io.bootcluster.Wish;
import io.bootcluster.Wish.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link WishBook}.
 */
class WishBookTests {

	private long nanos;

	private final WishBook book = new WishBook(Duration.ofSeconds(100), Duration.ofSeconds(5), () -> this.nanos);

	private final List<ClusterView.Worker> workers = new ArrayList<>();

	private final List<ClusterView.Passed> history = new ArrayList<>();

	private ClusterView.Rollout rollout;

	private String node = "serving";

	private int inFlight;

	private NodesView nodes;

	@Test
	void reloadWhenItsRolloutEndsEndsLikeIt() {
		hear("a", Wish.of(Action.RELOAD));
		assertThat(state("a")).isEqualTo("running");
		this.rollout = new ClusterView.Rollout("a", "running", null, "r", null);
		assertThat(state("a")).isEqualTo("running");
		this.rollout = new ClusterView.Rollout("a", "withdrawn", "never ready", "r", null);
		assertThat(wished("a"))
			.isEqualTo(new ClusterView.Wished("a", "reload", "failed", "never ready", Instant.EPOCH));
	}

	@Test
	void rollbackWhenAnotherRolloutHasBegunIsFoundInTheHistory() {
		hear("a", Wish.of(Action.ROLLBACK));
		hear("b", Wish.of(Action.RESTART));
		this.history.add(new ClusterView.Passed("a", "r", "done", null, Instant.EPOCH));
		this.rollout = new ClusterView.Rollout("b", "running", null, "r", null);
		assertThat(state("a")).isEqualTo("done");
		assertThat(state("b")).isEqualTo("running");
	}

	@Test
	void reloadWhenALaterOneBeginsInsteadFails() {
		hear("a", Wish.of(Action.RELOAD));
		hear("b", Wish.of(Action.RELOAD));
		this.rollout = new ClusterView.Rollout("b", "done", null, "r", null);
		assertThat(wished("a").reason()).isEqualTo("wish b (reload) came after it");
		assertThat(state("b")).isEqualTo("done");
	}

	@Test
	void scaleWhenAsManyServeIsDone() {
		hear("a", Wish.scale(2));
		worker(1, "serving", "open", 0);
		worker(2, "starting", null, 0);
		assertThat(state("a")).isEqualTo("running");
		this.workers.remove(1);
		worker(2, "serving", "unready", 0);
		worker(3, "draining", null, 0);
		assertThat(state("a")).isEqualTo("running");
		this.workers.remove(2);
		assertThat(state("a")).isEqualTo("done");
	}

	@Test
	void scaleWhenAnotherNumberIsWishedForFails() {
		hear("a", Wish.scale(5));
		hear("b", Wish.scale(3));
		assertThat(wished("a").reason()).isEqualTo("wish b (scale 3) came after it");
		assertThat(state("b")).isEqualTo("running");
	}

	@Test
	void drainWhenTheGateIsClosedAndNothingIsInFlightIsDone() {
		hear("a", Wish.of(Action.DRAIN, 1));
		worker(1, "serving", "open", 0);
		assertThat(state("a")).isEqualTo("running");
		this.workers.clear();
		worker(1, "serving", "operator", 1);
		assertThat(state("a")).isEqualTo("running");
		this.workers.clear();
		worker(1, "serving", "operator", 0);
		assertThat(state("a")).isEqualTo("done");
	}

	@Test
	void drainOfTheNodeWhenBalancersHadTimeAndNothingIsInFlightIsDone() {
		hear("a", Wish.of(Action.DRAIN));
		this.node = "draining";
		assertThat(state("a")).isEqualTo("running");
		this.nanos += Duration.ofSeconds(5).toNanos();
		this.inFlight = 1;
		assertThat(state("a")).isEqualTo("running");
		this.inFlight = 0;
		assertThat(state("a")).isEqualTo("done");
	}

	@Test
	void resumeOfTheNodeWhenItDrainsNoMoreIsDoneAndEndsADrain() {
		hear("a", Wish.of(Action.DRAIN));
		this.node = "draining";
		hear("b", Wish.of(Action.RESUME));
		assertThat(wished("a").reason()).isEqualTo("wish b (resume) came after it");
		assertThat(state("b")).isEqualTo("running");
		this.node = "serving";
		assertThat(state("b")).isEqualTo("done");
	}

	@Test
	void reloadOfAllNodesEndsLikeItsRolloutHere() {
		hear("a", Wish.everywhere(Action.RELOAD));
		rollout("a", "other", "failed", "of another node");
		assertThat(state("a")).isEqualTo("running");
		rollout("a", "n", "running", null);
		this.nanos += Duration.ofSeconds(29).toNanos();
		assertThat(state("a")).isEqualTo("running");
		this.nanos += Duration.ofSeconds(29).toNanos();
		assertThat(state("a")).isEqualTo("running");
		rollout("a", "n", "failed", "node 'm': never ready");
		assertThat(wished("a").reason()).isEqualTo("node 'm': never ready");
	}

	@Test
	void reloadOfAllNodesWhenNobodyKnowsOfItFails() {
		hear("a", Wish.everywhere(Action.RELOAD));
		this.nanos += Duration.ofSeconds(31).toNanos();
		assertThat(wished("a").reason()).isEqualTo("for 30 s nothing has been known of it among the nodes");
	}

	@Test
	void resumeWhenTheGateIsOpenIsDone() {
		hear("a", Wish.of(Action.RESUME, 1));
		worker(1, "serving", "unready", 0);
		assertThat(state("a")).isEqualTo("running");
		this.nanos += Duration.ofSeconds(101).toNanos();
		assertThat(wished("a").reason()).isEqualTo("it has not come true within 100 s");
		this.workers.clear();
		worker(1, "serving", "open", 0);
		assertThat(state("a")).isEqualTo("failed");
	}

	@Test
	void endedWhenToldTwiceKeepsTheFirst() {
		hear("a", Wish.of(Action.RESTART, 1));
		this.book.ended("a", "there is no slot 1");
		this.book.ended("a", "");
		this.book.ended("unknown", "");
		assertThat(wished("a").reason()).isEqualTo("there is no slot 1");
		hear("b", Wish.of(Action.DUMP, 1));
		this.book.ended("b", "");
		assertThat(state("b")).isEqualTo("done");
	}

	@Test
	void hearWhenThereAreManyForgetsTheOldestThatEnded() {
		hear("running", Wish.of(Action.TRAIN));
		for (int i = 0; i < 100; i++) {
			hear("w" + i, Wish.of(Action.TRAIN));
			this.book.ended("w" + i, "");
		}
		assertThat(all()).hasSize(WishBook.MOST);
		assertThat(all().get(0).id()).isEqualTo("running");
		assertThat(all().get(19).id()).isEqualTo("w99");
	}

	@Test
	void hearWhenAllAreUnderWayIsRefused() {
		for (int i = 0; i < WishBook.MOST; i++) {
			hear("w" + i, Wish.of(Action.TRAIN));
		}
		assertThatIllegalStateException().isThrownBy(() -> hear("one", Wish.of(Action.TRAIN)))
			.withMessage("too many wishes are under way");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "-", "a b", "a\n", "<b>",
			"12345678901234567890123456789012345678901234567890123456789012345" })
	void hearWhenTheIdIsNoneIsRefused(String id) {
		assertThatIllegalArgumentException().isThrownBy(() -> hear(id, Wish.of(Action.STOP)));
		assertThat(all()).isEmpty();
	}

	@Test
	void hearWhenTheIdIsKnownIsRefused() {
		hear("2.1-1", Wish.of(Action.TRAIN));
		assertThatIllegalArgumentException().isThrownBy(() -> hear("2.1-1", Wish.of(Action.STOP)));
	}

	private void hear(String id, Wish wish) {
		this.book.hear(id, wish, Instant.EPOCH);
	}

	private void worker(int slot, String state, String gate, int inFlight) {
		this.workers.add(new ClusterView.Worker(slot, 1, 1, state, gate, Instant.EPOCH, "r", false, inFlight, 0, 0, 0,
				null, 0, 0, 0, null));
	}

	private void rollout(String id, String by, String state, String reason) {
		this.nodes = new NodesView(List.of(), null, new NodesView.Rollout(id, by, state, reason, List.of()), null);
	}

	private String state(String id) {
		return wished(id).state();
	}

	private ClusterView.Wished wished(String id) {
		return all().stream().filter((wish) -> wish.id().equals(id)).findFirst().orElseThrow();
	}

	private List<ClusterView.Wished> all() {
		return this.book.follow(new ClusterView(new ClusterView.Node("n", "n", this.node, Instant.EPOCH, List.of()),
				new ClusterView.Release("r", this.rollout, this.history), this.workers,
				new ClusterView.Dispatcher("least-busy", 0, this.inFlight, 0, 0, 0, 0), List.of(), List.of(),
				this.nodes));
	}

}
