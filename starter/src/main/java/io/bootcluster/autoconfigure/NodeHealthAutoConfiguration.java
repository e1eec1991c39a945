package io.bootcluster.autoconfigure;

import io.bootcluster.ClusterOperations;
import io.bootcluster.actuator.NodeHealthGroups;
import io.bootcluster.actuator.NodeHealthIndicator;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.context.annotation.Bean;

/**
 * Gives the application's health endpoint the group {@code node}, which balancers in
 * front of it ask.
 */
@AutoConfiguration(after = BootclusterAutoConfiguration.class)
@ConditionalOnAvailableEndpoint(HealthEndpoint.class)
public class NodeHealthAutoConfiguration {

	@Bean(NodeHealthIndicator.NAME + "HealthIndicator")
	@ConditionalOnMissingBean(name = NodeHealthIndicator.NAME + "HealthIndicator")
	NodeHealthIndicator nodeStateHealthIndicator(ClusterOperations operations) {
		return new NodeHealthIndicator(operations);
	}

	@Bean
	static HealthEndpointGroupsPostProcessor bootclusterHealthGroups(ObjectProvider<HealthContributorRegistry> blocking,
			ObjectProvider<ReactiveHealthContributorRegistry> reactive) {
		return (groups) -> new NodeHealthGroups(groups,
				(name) -> blocking.stream().anyMatch((registry) -> registry.getContributor(name) != null)
						|| reactive.stream().anyMatch((registry) -> registry.getContributor(name) != null));
	}

}
