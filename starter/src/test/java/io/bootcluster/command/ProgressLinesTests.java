package io.bootcluster.command;

import java.time.Instant;
import java.util.List;

import io.bootcluster.ClusterView;
import io.bootcluster.NodesView;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProgressLines}.
 */
class ProgressLinesTests {

	private final ProgressLines lines = new ProgressLines();

	@Test
	void changesTellWhatIsNewSinceTheLastPicture() {
		assertThat(this.lines.changes(view(List.of(worker(1, "serving", "open")), List.of("old")))).isEmpty();
		assertThat(this.lines
			.changes(view(List.of(worker(1, "serving", "operator"), worker(2, "starting", null)), List.of("old"))))
			.containsExactly("worker-1.1 serving, gate operator", "worker-1.2 starting");
		assertThat(this.lines.changes(view(List.of(worker(2, "serving", "open")), List.of("old", "new"))))
			.containsExactly("worker-1.2 serving", "worker-1.1 gone", "kept new of worker-1.1");
		assertThat(this.lines.changes(view(List.of(worker(2, "serving", "open")), List.of("old", "new")))).isEmpty();
	}

	@Test
	void changesTellHowARolloutOverNodesGoesOn() {
		this.lines.changes(view(List.of(), List.of()).withNodes(nodes("a", "done")));
		assertThat(this.lines.changes(view(List.of(), List.of()).withNodes(nodes("b", "asked"))))
			.containsExactly("b: node n asked");
		assertThat(this.lines.changes(view(List.of(), List.of()).withNodes(nodes("b", "asked")))).isEmpty();
	}

	private static NodesView nodes(String id, String state) {
		return new NodesView(List.of(), null,
				new NodesView.Rollout(id, "n", "running", null, List.of(new NodesView.Part("n", state, null))), null);
	}

	private static ClusterView.Worker worker(int generation, String state, String gate) {
		return new ClusterView.Worker(1, generation, 1, state, gate, Instant.EPOCH, "r", false, 0, 0, 0, 0, null, 0, 0,
				0, null);
	}

	private static ClusterView view(List<ClusterView.Worker> workers, List<String> kept) {
		return new ClusterView(new ClusterView.Node("n", "n", "serving", Instant.EPOCH, List.of()),
				new ClusterView.Release("r", null, List.of()), workers,
				new ClusterView.Dispatcher("least-busy", 0, 0, 0, 0, 0, 0), List.of(),
				kept.stream().map((name) -> new ClusterView.PostMortem(name, "1.1", "", Instant.EPOCH)).toList());
	}

}
