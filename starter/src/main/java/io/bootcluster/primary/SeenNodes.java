package io.bootcluster.primary;

import java.util.Objects;
import java.util.Optional;

import io.bootcluster.NodesView;
import org.jspecify.annotations.Nullable;

/**
 * Remembers all nodes as the latest leader of this one saw them: the memory outlives
 * every worker, so that what is known is not lost with one. Safe from any thread.
 */
final class SeenNodes {

	private volatile @Nullable NodesView latest;

	/**
	 * Take note of what the leader sees.
	 * @param nodes all nodes
	 * @return whether it is something new
	 */
	synchronized boolean seen(NodesView nodes) {
		boolean changed = !Objects.equals(this.latest, nodes);
		this.latest = nodes;
		return changed;
	}

	/**
	 * Say why nothing can be wished for on all nodes.
	 * @return the reason, or empty if it can, as far as this one knows
	 */
	Optional<String> obstacle() {
		NodesView nodes = this.latest;
		if (nodes == null) {
			return Optional.of("no nodes are registered: see bootcluster.nodes.enabled");
		}
		return Optional.ofNullable(nodes.problem());
	}

	/**
	 * Return what was seen last.
	 * @return all nodes, or {@code null} if none was ever seen
	 */
	@Nullable NodesView latest() {
		return this.latest;
	}

}
