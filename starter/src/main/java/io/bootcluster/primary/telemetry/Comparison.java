package io.bootcluster.primary.telemetry;

import java.util.ArrayList;
import java.util.List;

import io.bootcluster.ClusterView;

/**
 * Tells what must have happened between two pictures of the node, whatever was not seen
 * in between. Pure.
 */
final class Comparison {

	private Comparison() {
	}

	/**
	 * Compare two pictures.
	 * @param before the earlier one
	 * @param now the later one
	 * @return what happened, in the order in which it is likely to have
	 */
	static List<Happening> of(ClusterView before, ClusterView now) {
		List<Happening> all = new ArrayList<>(WishComparison.heard(before.wishes(), now.wishes()));
		all.addAll(wanted(before.node().wanted(), now.node().wanted()));
		all.addAll(RolloutComparison.begun(before.release(), now.release()));
		all.addAll(WorkerComparison.of(before.workers(), now.workers()));
		all.addAll(leader(before.workers(), now.workers()));
		all.addAll(state(before.node().state(), now.node().state()));
		all.addAll(kept(before.postMortems(), now.postMortems()));
		all.addAll(RolloutComparison.ended(before.release(), now.release()));
		all.addAll(WishComparison.ended(before.wishes(), now.wishes()));
		all.addAll(NodesComparison.of(before.nodes(), now.nodes()));
		return all;
	}

	private static List<Happening> wanted(int before, int now) {
		return (before == 0 || before == now) ? List.of()
				: List.of(Happening.of("workers.wanted").with("workers", now).with("before", before));
	}

	private static List<Happening> state(String before, String now) {
		if (before.equals(now)) {
			return List.of();
		}
		return switch (now) {
			case "serving" -> List.of(Happening.of(before.equals("draining") ? "node.resumed" : "node.serving"));
			case "draining" -> List.of(Happening.of("node.draining"));
			default -> List.of();
		};
	}

	/**
	 * That nobody leads for a moment is no news.
	 */
	private static List<Happening> leader(List<ClusterView.Worker> before, List<ClusterView.Worker> now) {
		String last = leader(before);
		String next = leader(now);
		return (next.isEmpty() || next.equals(last)) ? List.of()
				: List.of(Happening.of("leader.changed", next).with("before", last));
	}

	private static String leader(List<ClusterView.Worker> workers) {
		return workers.stream().filter(ClusterView.Worker::leader).findFirst().map(WorkerComparison::name).orElse("");
	}

	private static List<Happening> kept(List<ClusterView.PostMortem> before, List<ClusterView.PostMortem> now) {
		return now.stream()
			.filter((each) -> !before.contains(each))
			.map((each) -> Happening.of("post-mortem.kept", each.worker())
				.with("path", each.path())
				.with("reason", each.reason()))
			.toList();
	}

}
