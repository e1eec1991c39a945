package io.bootcluster.metrics;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.bootcluster.ClusterOperations;
import io.bootcluster.ClusterView;
import io.bootcluster.Measures;

/**
 * All that is measured of the node, as this worker was told last: the same whichever
 * worker is asked. Nothing, where it was told long ago: after a worker that is up to
 * date, its counts would go back.
 */
final class ClusterFamilies {

	private ClusterFamilies() {
	}

	static List<Family> of(ClusterOperations operations) {
		return operations.view()
			.filter((view) -> operations.isUpToDate())
			.map((view) -> of(view, operations.measures()))
			.orElse(List.of());
	}

	static List<Family> of(ClusterView view, Optional<Measures> measures) {
		return Stream
			.of(NodeFamilies.of(view), LifeFamilies.of(view),
					measures.map((counted) -> CountedFamilies.of(counted, view.node().id())).orElse(List.of()))
			.flatMap(List::stream)
			.filter((family) -> !family.points().isEmpty())
			.toList();
	}

}
