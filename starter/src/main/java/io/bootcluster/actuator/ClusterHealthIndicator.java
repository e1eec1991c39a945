package io.bootcluster.actuator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.bootcluster.ClusterOperations;
import io.bootcluster.ClusterView;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Tells people and what they watch with how many of the node's workers take requests,
 * from any of them. Unlike {@link NodeHealthIndicator}, no balancer should go by it: a
 * node with one worker less is degraded, and serves; one that drains still answers
 * everybody, and is what it was. A member of the application's health as a whole and of
 * groups that name it, see {@link NodeHealthGroups}.
 */
public final class ClusterHealthIndicator implements HealthIndicator {

	/**
	 * Name of the health contributor.
	 */
	public static final String NAME = "cluster";

	/**
	 * Fewer workers take requests than are wanted.
	 */
	public static final Status DEGRADED = new Status("DEGRADED", "Fewer workers take requests than are wanted");

	private final ClusterOperations operations;

	private final int minReady;

	/**
	 * Create the indicator.
	 * @param operations what is known of the node
	 * @param minReady how many workers must take requests; where fewer are wanted, all
	 */
	public ClusterHealthIndicator(ClusterOperations operations, int minReady) {
		this.operations = operations;
		this.minReady = minReady;
	}

	@Override
	public Health health() {
		return this.operations.view().map(this::health).orElseGet(() -> Health.unknown().build());
	}

	private Health health(ClusterView view) {
		long ready = view.workers()
			.stream()
			.filter((worker) -> "open".equals(worker.gate()))
			.mapToInt(ClusterView.Worker::slot)
			.distinct()
			.count();
		return Health.status(status(view.node(), ready))
			.withDetail("node", view.node().id())
			.withDetail("state", view.node().state())
			.withDetail("release", view.release().id())
			.withDetail("wanted", view.node().wanted())
			.withDetail("ready", ready)
			.withDetail("workers", workers(view))
			.build();
	}

	private Status status(ClusterView.Node node, long ready) {
		int least = (node.wanted() > 0) ? Math.min(this.minReady, node.wanted()) : this.minReady;
		if (ready < least) {
			return Status.DOWN;
		}
		return (ready < node.wanted()) ? DEGRADED : Status.UP;
	}

	private static Map<String, Object> workers(ClusterView view) {
		Map<String, Object> workers = new LinkedHashMap<>();
		for (ClusterView.Worker worker : view.workers()) {
			workers.put(worker.slot() + "." + worker.generation(), details(worker));
		}
		return workers;
	}

	private static Map<String, Object> details(ClusterView.Worker worker) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("state", worker.state());
		details.put("since", worker.since().toString());
		details.put("release", worker.release());
		details.put("leader", worker.leader());
		details.put("restarts", worker.restarts());
		if (worker.gate() != null) {
			details.put("gate", worker.gate());
		}
		if (worker.lastExit() != null) {
			details.put("lastExit", worker.lastExit().meaning());
		}
		return details;
	}

}
