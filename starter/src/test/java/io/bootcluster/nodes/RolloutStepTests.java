package io.bootcluster.nodes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.bootcluster.NodesView;
import io.bootcluster.nodes.RolloutRecord.Part;
import io.bootcluster.nodes.RolloutRecord.PartState;
import io.bootcluster.nodes.RolloutRecord.State;
import io.bootcluster.nodes.RolloutReport.Errand;
import io.bootcluster.nodes.RolloutReport.Progress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RolloutStep}.
 */
class RolloutStepTests {

	private Instant now = Instant.ofEpochMilli(1_000_000);

	private final List<NodesView.Node> nodes = new ArrayList<>();

	private final Map<String, RolloutReport> reports = new HashMap<>();

	private RolloutRecord record = new RolloutRecord("w", "a", State.RUNNING, null, null, this.now.toEpochMilli(),
			this.now.toEpochMilli(), List.of(part("a"), part("b"), part("c")));

	RolloutStepTests() {
		node("a", "serving", 2);
		node("b", "serving", 2);
		node("c", "serving", 2);
	}

	@Test
	void afterAsksOneNodeAfterTheOther() {
		assertThat(states()).isEqualTo("running asked waiting waiting");
		assertThat(states()).isEqualTo("running asked waiting waiting");
		says("a", Errand.RELOAD, Progress.RUNNING, null, "new");
		assertThat(states()).isEqualTo("running asked waiting waiting");
		says("a", Errand.RELOAD, Progress.DONE, null, "new");
		assertThat(states()).isEqualTo("running done waiting waiting");
		assertThat(states()).isEqualTo("running done asked waiting");
		says("b", Errand.RELOAD, Progress.DONE, null, "new");
		assertThat(states()).isEqualTo("running done done waiting");
		assertThat(states()).isEqualTo("running done done asked");
		says("c", Errand.RELOAD, Progress.DONE, null, "new");
		assertThat(states()).isEqualTo("running done done done");
		assertThat(states()).isEqualTo("done done done done");
		assertThat(states()).isEqualTo("done done done done");
	}

	@Test
	void afterWhenANodeFailsRestoresThoseBeforeIt() {
		comesTo("b");
		says("b", Errand.RELOAD, Progress.FAILED, "never ready", "old");
		assertThat(states()).isEqualTo("rolling-back restoring failed waiting");
		assertThat(this.record.reason()).isEqualTo("node 'b': never ready");
		assertThat(states()).isEqualTo("rolling-back restoring failed waiting");
		says("a", Errand.RESTORE, Progress.DONE, null, "old");
		assertThat(states()).isEqualTo("failed restored failed waiting");
		assertThat(this.record.reason()).isEqualTo("node 'b': never ready");
	}

	@Test
	void afterWhenTheFirstNodeFailsIsOver() {
		states();
		says("a", Errand.RELOAD, Progress.FAILED, "never ready", "old");
		assertThat(states()).isEqualTo("rolling-back failed waiting waiting");
		assertThat(states()).isEqualTo("failed failed waiting waiting");
	}

	@Test
	void afterWhenAnotherNodeHasAnotherReleaseRestoresIt() {
		comesTo("b");
		says("b", Errand.RELOAD, Progress.DONE, null, "other");
		assertThat(states()).isEqualTo("rolling-back restoring restoring waiting");
		assertThat(this.record.reason()).isEqualTo("node 'b': its jar is release other, and that of the first node is"
				+ " new: put the same jar on every node");
	}

	@Test
	void afterWhenANodeIsLostWaitsForItAndThenRestoresItToo() {
		comesTo("b");
		this.nodes.remove(1);
		this.now = this.now.plusSeconds(60);
		assertThat(states()).isEqualTo("running done asked waiting");
		this.now = this.now.plusSeconds(1);
		assertThat(states()).isEqualTo("rolling-back restoring restoring waiting");
		says("a", Errand.RESTORE, Progress.DONE, null, "old");
		assertThat(states()).isEqualTo("rolling-back restored restoring waiting");
		this.now = this.now.plusSeconds(61);
		assertThat(states()).isEqualTo("failed restored failed waiting");
		assertThat(this.record.reason())
			.isEqualTo("node 'b': it has not done it within 60 s; node 'b' is not restored within 60 s");
	}

	@Test
	void afterWhenTheNextNodeDrainsRestores() {
		states();
		says("a", Errand.RELOAD, Progress.DONE, null, "new");
		states();
		this.nodes.remove(1);
		node("b", "draining", 2);
		assertThat(states()).isEqualTo("rolling-back restoring failed waiting");
		assertThat(this.record.reason()).isEqualTo("node 'b': it drains");
	}

	@Test
	void afterWhenTheNextNodeDoesNotServeWaitsForIt() {
		states();
		says("a", Errand.RELOAD, Progress.DONE, null, "new");
		states();
		this.nodes.remove(1);
		node("b", "serving", 0);
		assertThat(states()).isEqualTo("running done waiting waiting");
		this.now = this.now.plusSeconds(61);
		assertThat(states()).isEqualTo("rolling-back restoring failed waiting");
	}

	@Test
	void afterWhenAReportIsOfAnotherRolloutOrErrandIsNotConcerned() {
		states();
		this.reports.put("a", new RolloutReport("v", Errand.RELOAD, Progress.DONE, null, "new"));
		assertThat(states()).isEqualTo("running asked waiting waiting");
		says("a", Errand.RESTORE, Progress.DONE, null, "new");
		assertThat(states()).isEqualTo("running asked waiting waiting");
	}

	@Test
	void recordIsReadAsItWasWritten() {
		comesTo("b");
		assertThat(RolloutRecord.read(this.record.json())).contains(this.record);
		assertThat(RolloutRecord.read("{}")).isEmpty();
		assertThat(RolloutRecord.read("{\"id\":1")).isEmpty();
		RolloutReport report = new RolloutReport("v", Errand.RELOAD, Progress.DONE, null, "new");
		assertThat(RolloutReport.read(report.json())).contains(report);
	}

	private void comesTo(String node) {
		states();
		says("a", Errand.RELOAD, Progress.DONE, null, "new");
		states();
		assertThat(states()).isEqualTo("running done asked waiting");
		assertThat(node).isEqualTo("b");
	}

	private String states() {
		RolloutStep step = new RolloutStep(List.copyOf(this.nodes), Map.copyOf(this.reports), Duration.ofSeconds(60),
				this.now);
		this.record = step.after(this.record);
		return this.record.state() + " "
				+ String.join(" ", this.record.parts().stream().map((part) -> part.state().toString()).toList());
	}

	private void says(String node, Errand errand, Progress progress, @Nullable String reason, String release) {
		this.reports.put(node, new RolloutReport("w", errand, progress, reason, release));
	}

	private void node(String id, String state, int weight) {
		this.nodes.add(new NodesView.Node(id, id + ":1", state, weight, "old", 0, Instant.EPOCH));
	}

	private static Part part(String node) {
		return new Part(node, PartState.WAITING, null, "old");
	}

}
