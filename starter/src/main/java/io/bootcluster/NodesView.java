package io.bootcluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Every registered node as this one saw them last, unlike {@link ClusterView}, which
 * shows one node and its workers. Immutable.
 *
 * @param nodes the nodes, by id
 * @param lead which node's leader leads all of them, or {@code null} while nobody does or
 * nobody knows
 * @param rollout the roll-out over all nodes that began last, or {@code null} if none is
 * remembered
 * @param problem why this node is not registered or the picture may be old, or
 * {@code null} if all is well
 */
public record NodesView(List<Node> nodes, @Nullable Lead lead, @Nullable Rollout rollout, @Nullable String problem) {

	public NodesView {
		nodes = List.copyOf(nodes);
	}

	/**
	 * Return the same picture with another problem.
	 * @param problem what is wrong, or {@code null}
	 * @return the picture
	 */
	public NodesView withProblem(@Nullable String problem) {
		return new NodesView(this.nodes, this.lead, this.rollout, problem);
	}

	/**
	 * Find a node.
	 * @param id its id
	 * @return the node, or empty if none of that id is registered
	 */
	public Optional<Node> find(String id) {
		return this.nodes.stream().filter((node) -> node.id().equals(id)).findFirst();
	}

	/**
	 * A registered node.
	 *
	 * @param id its name, unlike any other's
	 * @param address where others reach it, {@code host:port}
	 * @param state {@code starting}, {@code serving}, {@code draining}
	 * @param weight how many of its workers serve
	 * @param release id of the release that it wants to run
	 * @param inFlight requests that its workers have
	 * @param startedAt when its primary started
	 */
	public record Node(String id, String address, String state, int weight, String release, int inFlight,
			Instant startedAt) {

		/**
		 * Return whether a balancer should send it requests.
		 * @return {@code true} if it serves and at least one worker takes requests
		 */
		public boolean takesRequests() {
			return this.state.equals("serving") && this.weight > 0;
		}

	}

	/**
	 * Who leads all nodes.
	 *
	 * @param node id of the leader's node
	 * @param token the fencing token: each leader has a higher one than all before it
	 */
	public record Lead(String node, long token) {
	}

	/**
	 * A roll-out over all nodes, one after the other.
	 *
	 * @param id id of the wish that began it
	 * @param by id of the node that was asked for it
	 * @param state {@code running}, {@code rolling-back}, {@code done}, {@code failed}
	 * @param reason why it failed
	 * @param parts what becomes of each node, in order
	 */
	public record Rollout(String id, String by, String state, @Nullable String reason, List<Part> parts) {

		public Rollout {
			parts = List.copyOf(parts);
		}

	}

	/**
	 * A node's part of a roll-out.
	 *
	 * @param node id of the node
	 * @param state {@code waiting}, {@code asked}, {@code done}, {@code failed},
	 * {@code restoring}, {@code restored}
	 * @param reason why it failed
	 */
	public record Part(String node, String state, @Nullable String reason) {
	}

}
