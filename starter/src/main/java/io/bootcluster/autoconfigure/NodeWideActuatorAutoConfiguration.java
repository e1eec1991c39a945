package io.bootcluster.autoconfigure;

import io.bootcluster.ClusterMember;
import io.bootcluster.Siblings;
import io.bootcluster.actuator.NodeWideOperations;
import io.bootcluster.actuator.OperationJson;
import io.bootcluster.actuator.Orders;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.jackson.EndpointJsonMapper;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/**
 * Lets the application's own actuator speak for the node. After Spring Boot's, so that
 * what it caches of an endpoint is what one worker says.
 */
@AutoConfiguration(after = { BootclusterAutoConfiguration.class, EndpointAutoConfiguration.class })
public final class NodeWideActuatorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	static NodeWideOperations bootclusterNodeWideOperations(ClusterMember member, Siblings siblings,
			ApplicationEventPublisher publisher, ObjectProvider<EndpointJsonMapper> isolated,
			ObjectProvider<JsonMapper> shared) {
		return new NodeWideOperations(member, siblings, new Orders(publisher), new OperationJson(() -> {
			EndpointJsonMapper own = isolated.getIfAvailable();
			return (own != null) ? own.get() : shared.getIfAvailable(() -> JsonMapper.builder().build());
		}));
	}

	@Bean
	static OperationInvokerAdvisor bootclusterOperationNames(NodeWideOperations operations) {
		return operations.names();
	}

}
