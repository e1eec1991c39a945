package io.bootcluster.nodes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.bootcluster.ClusterView;
import io.bootcluster.NodesProperties;
import io.bootcluster.NodesView;
import io.bootcluster.nodes.RolloutTurn.Outcome;
import io.bootcluster.nodes.RolloutTurn.Situation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A roll-out over two nodes, whose leaders are new ones at each turn and see nothing but
 * what stands in Redis and in their views.
 */
class RolloutDeskTests {

	private final Map<String, Fake> nodes = new HashMap<>();

	private final Map<String, String> reports = new HashMap<>();

	private final Fake a = new Fake("a");

	private final Fake b = new Fake("b");

	private @Nullable String stored;

	private Instant now = Instant.ofEpochMilli(1_000_000);

	private NodesView.@Nullable Lead lead = new NodesView.Lead("b", 1);

	@Test
	void wishIsCarriedOutNodeByNodeUnderIdsThatAllLeadersKnow() {
		this.a.wish("w");
		turns();
		assertThat(this.a.asked).containsExactly("nodes-w: reload");
		assertThat(this.b.asked).isEmpty();
		this.a.wished("nodes-w", "reload", "running", null);
		turns();
		this.a.release = "new";
		this.a.end("nodes-w", "done", null);
		turns();
		assertThat(this.a.asked).hasSize(1);
		assertThat(this.b.asked).containsExactly("nodes-w: reload");
		this.b.release = "new";
		this.b.wished("nodes-w", "reload", "done", null);
		turns();
		assertThat(shown().state()).isEqualTo("done");
		assertThat(shown().by()).isEqualTo("a");
	}

	@Test
	void nodeIsNotDoneBeforeEachSlotTakesRequestsAgain() {
		this.a.wish("w");
		turns();
		this.a.gate = "unready";
		this.a.wished("nodes-w", "reload", "done", null);
		turns();
		assertThat(this.b.asked).isEmpty();
		this.a.gate = "open";
		turns();
		assertThat(this.b.asked).hasSize(1);
	}

	@Test
	void failureOfOneBringsTheOtherBack() {
		this.a.wish("w");
		turns();
		this.a.release = "new";
		this.a.wished("nodes-w", "reload", "done", null);
		turns();
		this.b.wished("nodes-w", "reload", "failed", "never ready");
		turns();
		assertThat(this.a.asked).containsExactly("nodes-w: reload", "nodes-w-back: rollback");
		this.a.release = "old";
		this.a.wished("nodes-w-back", "rollback", "done", null);
		turns();
		assertThat(this.b.asked).containsExactly("nodes-w: reload");
		assertThat(shown()).isEqualTo(new NodesView.Rollout("w", "a", "failed", "node 'b': never ready",
				List.of(new NodesView.Part("a", "restored", null), new NodesView.Part("b", "failed", "never ready"))));
	}

	@Test
	void reloadThatIsLateIsNeitherForgottenNorTakenTooFarBack() {
		this.a.wish("w");
		turns();
		this.a.wished("nodes-w", "reload", "running", null);
		this.now = this.now.plusSeconds(1000);
		turns();
		assertThat(shown().state()).isEqualTo("rolling-back");
		assertThat(this.a.asked).containsExactly("nodes-w: reload");
		this.a.end("nodes-w", "failed", "never ready");
		turns();
		assertThat(this.a.asked).containsExactly("nodes-w: reload");
		assertThat(shown().state()).isEqualTo("failed");
	}

	@Test
	void wishWhenAnotherRolloutIsUnderWayIsRefused() {
		this.a.wish("w");
		turns();
		this.b.wish("v");
		assertThat(this.b.turn().refused())
			.isEqualTo(Map.of("v", "a roll-out over all nodes is under way: w of node 'a'"));
		assertThat(this.a.turn().refused()).isEmpty();
	}

	@Test
	void wishWhenANodeDoesNotServeIsRefused() {
		this.b.state = "draining";
		this.a.wish("w");
		assertThat(this.a.turn().refused()).isEqualTo(Map.of("w", "node 'b' is draining"));
		this.b.state = "serving";
		this.b.gate = "unready";
		assertThat(this.a.turn().refused()).isEqualTo(Map.of("w", "node 'b' has no worker that takes requests"));
		assertThat(this.stored).isNull();
	}

	@Test
	void wishWhenNobodyLeadsIsRefused() {
		this.lead = null;
		this.a.wish("w");
		assertThat(this.a.turn().refused())
			.isEqualTo(Map.of("w", "nobody leads all nodes just now; try again in a moment"));
	}

	@Test
	void rolloutThatIsOverIsShownAndNotBegunAgain() {
		failureOfOneBringsTheOtherBack();
		Outcome outcome = this.a.turn();
		assertThat(outcome.writing()).isNull();
		assertThat(outcome.report()).isEmpty();
		assertThat(outcome.refused()).isEmpty();
		this.a.wish("x");
		turns();
		assertThat(shown().id()).isEqualTo("x");
		assertThat(shown().state()).isEqualTo("running");
	}

	@Test
	void driverWritesAgainBeforeTheRolloutIsForgotten() {
		this.a.wish("w");
		turns();
		assertThat(this.b.turn().writing()).isNull();
		this.now = this.now.plusSeconds(21);
		assertThat(this.a.turn().writing()).isNull();
		assertThat(this.b.turn().writing()).isNotNull();
	}

	private NodesView.Rollout shown() {
		NodesView.Rollout shown = this.a.turn().shown();
		assertThat(shown).isNotNull();
		return shown;
	}

	private void turns() {
		for (int i = 0; i < 6; i++) {
			this.a.turn();
			this.b.turn();
		}
	}

	private List<NodesView.Node> registered() {
		return this.nodes.values().stream().map(Fake::node).toList();
	}

	/**
	 * A node whose primary does what the test says. Node b leads all.
	 */
	private final class Fake {

		private final List<ClusterView.Wished> wishes = new ArrayList<>();

		private final List<String> asked = new ArrayList<>();

		private final String id;

		private String state = "serving";

		private String gate = "open";

		private String release = "old";

		private Fake(String id) {
			this.id = id;
			RolloutDeskTests.this.nodes.put(id, this);
		}

		private void wish(String id) {
			wished(id, "reload --nodes", "running", null);
		}

		private void wished(String id, String wish, String state, @Nullable String reason) {
			this.wishes.add(new ClusterView.Wished(id, wish, state, reason, Instant.EPOCH));
		}

		private void end(String id, String state, @Nullable String reason) {
			this.wishes.removeIf((wished) -> wished.id().equals(id));
			wished(id, "reload", state, reason);
		}

		private Outcome turn() {
			RolloutDesk desk = new RolloutDesk(settings(), (id, wish) -> {
				if (!this.asked.contains(id + ": " + wish)) {
					this.asked.add(id + ": " + wish);
				}
			});
			Outcome outcome = desk.take(new Situation(RolloutDeskTests.this.stored, RolloutDeskTests.this.reports,
					registered(), this.id.equals("b"), view(), RolloutDeskTests.this.now));
			RolloutDeskTests.this.reports.put(this.id, outcome.report());
			if (outcome.writing() != null) {
				RolloutDeskTests.this.stored = outcome.writing().json();
			}
			return outcome;
		}

		private NodesView.Node node() {
			return new NodesView.Node(this.id, this.id + ":1", this.state, this.gate.equals("open") ? 1 : 0,
					this.release, 0, Instant.EPOCH);
		}

		private ClusterView view() {
			ClusterView.Worker worker = new ClusterView.Worker(1, 1, 1, "serving", this.gate, Instant.EPOCH,
					this.release, true, 0, 0, 0, 0, null, 0, 0, 0, null);
			return new ClusterView(new ClusterView.Node(this.id, this.id + ":1", this.state, Instant.EPOCH, List.of()),
					new ClusterView.Release(this.release, null, List.of()), List.of(worker),
					new ClusterView.Dispatcher("least-busy", 0, 0, 0, 0, 0, 0), this.wishes, List.of(),
					new NodesView(registered(), RolloutDeskTests.this.lead, null, null));
		}

		private static NodesProperties settings() {
			return new NodesProperties(true, null, null, null, Duration.ofSeconds(1), Duration.ofSeconds(5),
					Duration.ZERO, null, Duration.ofMinutes(10));
		}

	}

}
