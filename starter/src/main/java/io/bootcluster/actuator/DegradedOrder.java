package io.bootcluster.actuator;

import java.util.LinkedHashSet;
import java.util.Set;

import org.springframework.boot.health.actuate.endpoint.StatusAggregator;
import org.springframework.boot.health.contributor.Status;

/**
 * Puts {@code DEGRADED} between {@code UP} and what is worse, for an application whose
 * own order does not have it: there, it would count for nothing.
 *
 * @param order the application's own order
 */
record DegradedOrder(StatusAggregator order) implements StatusAggregator {

	@Override
	public Status getAggregateStatus(Set<Status> statuses) {
		if (!statuses.contains(ClusterHealthIndicator.DEGRADED) || isKnown()) {
			return this.order.getAggregateStatus(statuses);
		}
		Set<Status> others = new LinkedHashSet<>(statuses);
		others.remove(ClusterHealthIndicator.DEGRADED);
		Status worst = others.isEmpty() ? Status.UNKNOWN : this.order.getAggregateStatus(others);
		boolean isBetter = worst.equals(Status.UP) || worst.equals(Status.UNKNOWN);
		return isBetter ? ClusterHealthIndicator.DEGRADED : worst;
	}

	private boolean isKnown() {
		return this.order.getAggregateStatus(ClusterHealthIndicator.DEGRADED).equals(ClusterHealthIndicator.DEGRADED);
	}

}
