package io.bootcluster.nodes;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.bootcluster.NodesView.Node;
import org.jspecify.annotations.Nullable;

/**
 * Holds back what nodes look like until they have stayed so for a quiet period, but not
 * for longer than a few of them. Loads are no change. While Redis may have lost its
 * memory, nobody is missed. Confined to the announcing thread.
 */
final class Settling {

	private static final int MOST_PERIODS = 4;

	private final long quiet;

	private final long forgiveness;

	/**
	 * What was passed on last.
	 */
	private @Nullable List<Node> settled;

	private List<Node> latest;

	private boolean pending;

	private long pendingSince;

	private long changedAt;

	private boolean forgiving;

	private long forgivingSince;

	/**
	 * Create one.
	 * @param quiet for how long nodes must stay as they are
	 * @param forgiveness for how long nobody is missed after Redis was away
	 * @param known what was passed on before, or {@code null} if nothing was
	 */
	Settling(Duration quiet, Duration forgiveness, @Nullable List<Node> known) {
		this.quiet = quiet.toNanos();
		this.forgiveness = forgiveness.toNanos();
		this.settled = known;
		this.latest = (known != null) ? known : List.of();
	}

	/**
	 * Redis was away or has forgotten something: nodes need time to register again.
	 * @param now monotonic nanoseconds
	 */
	void forgive(long now) {
		this.forgiving = true;
		this.forgivingSince = now;
	}

	boolean isForgiving() {
		return this.forgiving;
	}

	/**
	 * Take note of what is registered.
	 * @param registered the nodes
	 * @param now monotonic nanoseconds
	 */
	void saw(List<Node> registered, long now) {
		if (this.forgiving && now - this.forgivingSince >= this.forgiveness) {
			this.forgiving = false;
		}
		List<Node> nodes = this.forgiving ? withMissing(registered) : sorted(registered);
		if (!sameBut(nodes, this.latest)) {
			this.changedAt = now;
		}
		this.latest = nodes;
		if (this.settled != null && sameBut(nodes, this.settled)) {
			this.pending = false;
		}
		else if (!this.pending) {
			this.pending = true;
			this.pendingSince = now;
			this.changedAt = now;
		}
	}

	private List<Node> withMissing(List<Node> registered) {
		Map<String, Node> all = new LinkedHashMap<>();
		this.latest.forEach((node) -> all.put(node.id(), node));
		registered.forEach((node) -> all.put(node.id(), node));
		return sorted(List.copyOf(all.values()));
	}

	private static List<Node> sorted(List<Node> nodes) {
		return nodes.stream().sorted(Comparator.comparing(Node::id)).toList();
	}

	private static boolean sameBut(List<Node> one, List<Node> other) {
		return withoutLoads(one).equals(withoutLoads(other));
	}

	static List<Node> withoutLoads(List<Node> nodes) {
		return nodes.stream()
			.map((node) -> new Node(node.id(), node.address(), node.state(), node.weight(), node.release(), 0,
					node.startedAt()))
			.toList();
	}

	/**
	 * Return how long what was seen must still stay as it is.
	 * @param now monotonic nanoseconds
	 * @return nanoseconds, or {@link Long#MAX_VALUE} if it is settled
	 */
	long nanosLeft(long now) {
		if (!this.pending) {
			return Long.MAX_VALUE;
		}
		if (this.settled == null) {
			return 0;
		}
		return Math.min(this.changedAt + this.quiet, this.pendingSince + MOST_PERIODS * this.quiet) - now;
	}

	/**
	 * Settle, if it is time to: call it after a look.
	 * @param now monotonic nanoseconds
	 * @return the settled nodes with their latest loads
	 */
	List<Node> settle(long now) {
		if (this.pending && nanosLeft(now) <= 0) {
			this.settled = this.latest;
			this.pending = false;
		}
		Map<String, Node> loads = new LinkedHashMap<>();
		this.latest.forEach((node) -> loads.put(node.id(), node));
		List<Node> before = (this.settled != null) ? this.settled : List.of();
		return before.stream().map((node) -> withLoad(node, loads.get(node.id()))).toList();
	}

	private static Node withLoad(Node node, @Nullable Node latest) {
		return (latest == null) ? node : new Node(node.id(), node.address(), node.state(), node.weight(),
				node.release(), latest.inFlight(), node.startedAt());
	}

}
