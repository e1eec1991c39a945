package io.bootcluster.actuator;

import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper;
import org.springframework.boot.health.actuate.endpoint.StatusAggregator;

/**
 * A group of the application's, whatever it takes in: without the node's state, and with
 * the cluster only where that belongs.
 */
final class AdaptedGroup implements HealthEndpointGroup {

	private final HealthEndpointGroup group;

	private final BooleanSupplier showsCluster;

	private final boolean takesCluster;

	/**
	 * Adapt a group.
	 * @param group the group
	 * @param showsCluster tells whether the member {@code cluster} is ours
	 * @param takesCluster whether that may be a member
	 */
	AdaptedGroup(HealthEndpointGroup group, BooleanSupplier showsCluster, boolean takesCluster) {
		this.group = group;
		this.showsCluster = showsCluster;
		this.takesCluster = takesCluster;
	}

	@Override
	public boolean isMember(String name) {
		if (name.equals(NodeHealthIndicator.NAME) || (name.equals(ClusterHealthIndicator.NAME) && !this.takesCluster
				&& this.showsCluster.getAsBoolean())) {
			return false;
		}
		return this.group.isMember(name);
	}

	@Override
	public boolean showComponents(SecurityContext securityContext) {
		return this.group.showComponents(securityContext);
	}

	@Override
	public boolean showDetails(SecurityContext securityContext) {
		return this.group.showDetails(securityContext);
	}

	@Override
	public StatusAggregator getStatusAggregator() {
		StatusAggregator aggregator = this.group.getStatusAggregator();
		return (this.takesCluster && this.showsCluster.getAsBoolean()) ? new DegradedOrder(aggregator) : aggregator;
	}

	@Override
	public HttpCodeStatusMapper getHttpCodeStatusMapper() {
		return this.group.getHttpCodeStatusMapper();
	}

	@Override
	public @Nullable AdditionalHealthEndpointPath getAdditionalPath() {
		return this.group.getAdditionalPath();
	}

}
