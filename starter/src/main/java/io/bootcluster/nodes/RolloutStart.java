package io.bootcluster.nodes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.bootcluster.ClusterView;
import io.bootcluster.NodesView;
import io.bootcluster.Wish;
import io.bootcluster.nodes.RolloutRecord.PartState;
import io.bootcluster.nodes.RolloutRecord.State;

/**
 * Finds out whether somebody wishes for a roll-out over all nodes, and whether it may
 * begin. Pure.
 */
final class RolloutStart {

	private static final String WISH = Wish.everywhere(Wish.Action.RELOAD).toString();

	private RolloutStart() {
	}

	/**
	 * Return the wishes of this node that wait for a roll-out over all nodes.
	 * @param own this node
	 * @return their ids, oldest first
	 */
	static List<String> waiting(ClusterView own) {
		return own.wishes()
			.stream()
			.filter((wished) -> wished.wish().equals(WISH) && wished.state().equals("running"))
			.map(ClusterView.Wished::id)
			.toList();
	}

	/**
	 * Say why a roll-out cannot begin now.
	 * @param own this node
	 * @param nodes every node that is registered now
	 * @return the reason, or empty if it can
	 */
	static Optional<String> obstacle(ClusterView own, List<NodesView.Node> nodes) {
		NodesView seen = own.nodes();
		if (seen == null || seen.lead() == null) {
			return Optional.of("nobody leads all nodes just now; try again in a moment");
		}
		if (seen.problem() != null) {
			return Optional.of(seen.problem());
		}
		if (nodes.stream().noneMatch((node) -> node.id().equals(own.node().id()))) {
			return Optional.of("this node is not registered");
		}
		return nodes.stream()
			.filter((node) -> !node.takesRequests())
			.findFirst()
			.map((node) -> "node '" + node.id() + "' "
					+ (node.state().equals("serving") ? "has no worker that takes requests" : "is " + node.state()));
	}

	/**
	 * Begin a roll-out: first where it was asked for, then in the order of ids.
	 * @param wish id of the wish
	 * @param own this node
	 * @param nodes every node that is registered now
	 * @param now the time, as Redis has it
	 * @return the roll-out
	 */
	static RolloutRecord begin(String wish, ClusterView own, List<NodesView.Node> nodes, Instant now) {
		List<NodesView.Node> order = new ArrayList<>(nodes);
		order.sort(Comparator.comparing((NodesView.Node node) -> !node.id().equals(own.node().id()))
			.thenComparing(NodesView.Node::id));
		return new RolloutRecord(wish, own.node().id(), State.RUNNING, null, null, now.toEpochMilli(),
				now.toEpochMilli(),
				order.stream()
					.map((node) -> new RolloutRecord.Part(node.id(), PartState.WAITING, null, node.release()))
					.toList());
	}

}
