package io.bootcluster.autoconfigure;

import io.bootcluster.ClusterOperations;
import io.bootcluster.actuator.ClusterEndpoint;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Shows the cluster among the application's actuator endpoints.
 */
@AutoConfiguration(after = BootclusterAutoConfiguration.class)
@ConditionalOnAvailableEndpoint(ClusterEndpoint.class)
public class BootclusterEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ClusterEndpoint clusterEndpoint(ClusterOperations operations) {
		return new ClusterEndpoint(operations);
	}

}
