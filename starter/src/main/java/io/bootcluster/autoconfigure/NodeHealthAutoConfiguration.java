package io.bootcluster.autoconfigure;

import io.bootcluster.BootclusterProperties;
import io.bootcluster.ClusterOperations;
import io.bootcluster.NodeSeat;
import io.bootcluster.actuator.ClusterHealthIndicator;
import io.bootcluster.actuator.NodeHealthGroups;
import io.bootcluster.actuator.NodeHealthIndicator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Gives the application's health endpoint the contributor {@code cluster}, and the group
 * {@code node}, which balancers in front of it ask.
 */
@AutoConfiguration(after = BootclusterAutoConfiguration.class)
@ConditionalOnAvailableEndpoint(HealthEndpoint.class)
public class NodeHealthAutoConfiguration {

	@Bean(NodeHealthIndicator.NAME + "HealthIndicator")
	@ConditionalOnMissingBean(name = NodeHealthIndicator.NAME + "HealthIndicator")
	NodeHealthIndicator nodeStateHealthIndicator(ClusterOperations operations) {
		return new NodeHealthIndicator(operations);
	}

	/**
	 * Only in a worker: elsewhere there is nothing to tell.
	 */
	@Bean(ClusterHealthIndicator.NAME + "HealthIndicator")
	@ConditionalOnBean(NodeSeat.class)
	@ConditionalOnEnabledHealthIndicator(ClusterHealthIndicator.NAME)
	@ConditionalOnMissingBean(name = { ClusterHealthIndicator.NAME + "HealthIndicator",
			ClusterHealthIndicator.NAME + "HealthContributor" })
	ClusterHealthIndicator clusterHealthIndicator(ClusterOperations operations, Environment environment) {
		BootclusterProperties.Health settings = Binder.get(environment)
			.bindOrCreate(BootclusterProperties.PREFIX + ".health", BootclusterProperties.Health.class);
		return new ClusterHealthIndicator(operations, settings.minReady());
	}

	@Bean
	static HealthEndpointGroupsPostProcessor bootclusterHealthGroups(ObjectProvider<HealthContributorRegistry> blocking,
			ObjectProvider<ReactiveHealthContributorRegistry> reactive,
			ObjectProvider<ClusterHealthIndicator> cluster) {
		return (groups) -> new NodeHealthGroups(groups,
				(name) -> blocking.stream().anyMatch((registry) -> registry.getContributor(name) != null)
						|| reactive.stream().anyMatch((registry) -> registry.getContributor(name) != null),
				() -> cluster.getIfAvailable() != null);
	}

}
