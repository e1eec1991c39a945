package io.bootcluster.primary;

import java.util.Objects;

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
	 * Return what was seen last.
	 * @return all nodes, or {@code null} if none was ever seen
	 */
	@Nullable NodesView latest() {
		return this.latest;
	}

}
