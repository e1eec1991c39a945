package io.bootcluster.primary.telemetry;

import java.util.List;
import java.util.stream.Collectors;

import io.bootcluster.NodesView;
import io.bootcluster.NodesView.Node;
import org.jspecify.annotations.Nullable;

/**
 * Tells what must have become of the registered nodes between two pictures. Pure.
 */
final class NodesComparison {

	private NodesComparison() {
	}

	static List<Happening> of(@Nullable NodesView before, @Nullable NodesView now) {
		if (now == null) {
			return List.of();
		}
		List<Node> old = (before != null) ? before.nodes() : List.of();
		String came = ids(now.nodes().stream().filter((node) -> find(old, node) == null).toList());
		String left = ids(old.stream().filter((node) -> find(now.nodes(), node) == null).toList());
		String states = now.nodes().stream().filter((node) -> {
			Node known = find(old, node);
			return known != null && !known.state().equals(node.state());
		}).map((node) -> node.id() + " " + node.state()).collect(Collectors.joining(", "));
		String lead = lead(now).equals(lead(before)) ? "" : lead(now);
		if (came.isEmpty() && left.isEmpty() && states.isEmpty() && lead.isEmpty()) {
			return List.of();
		}
		return List.of(Happening.of("nodes.changed")
			.with("nodes", now.nodes().size())
			.with("came", came)
			.with("left", left)
			.with("states", states)
			.with("leader", lead));
	}

	private static String lead(@Nullable NodesView nodes) {
		NodesView.Lead lead = (nodes != null) ? nodes.lead() : null;
		return (lead != null) ? lead.node() : "";
	}

	private static @Nullable Node find(List<Node> nodes, Node wanted) {
		return nodes.stream().filter((node) -> node.id().equals(wanted.id())).findFirst().orElse(null);
	}

	private static String ids(List<Node> nodes) {
		return nodes.stream().map(Node::id).collect(Collectors.joining(", "));
	}

}
