package io.bootcluster.actuator;

import io.bootcluster.ClusterOperations;
import io.bootcluster.ClusterView;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Tells balancers in front of the node whether to send it requests, from any of its
 * workers. It is up while the node serves, out of service from the moment that it drains,
 * though it still answers everybody, and down while no worker takes requests. Standalone
 * it is up, so that a balancer needs no other path then. A member of the {@code node}
 * group alone, see {@link NodeHealthGroups}.
 */
public final class NodeHealthIndicator implements HealthIndicator {

	/**
	 * Name of the health contributor; a group's name cannot be one.
	 */
	public static final String NAME = "nodeState";

	private final ClusterOperations operations;

	/**
	 * Create the indicator.
	 * @param operations what is known of the node
	 */
	public NodeHealthIndicator(ClusterOperations operations) {
		this.operations = operations;
	}

	@Override
	public Health health() {
		return Health.status(this.operations.view().map(NodeHealthIndicator::status).orElse(Status.UP)).build();
	}

	private static Status status(ClusterView view) {
		if (view.node().state().equals("draining")) {
			return Status.OUT_OF_SERVICE;
		}
		return view.workers().stream().anyMatch((worker) -> "open".equals(worker.gate())) ? Status.UP : Status.DOWN;
	}

}
