package io.bootcluster.autoconfigure;

import io.bootcluster.ClusterMember;
import io.bootcluster.ClusterOperations;
import io.bootcluster.clusterui.ClusterUiEndpoint;
import io.bootcluster.clusterui.Paths;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/**
 * Shows the cluster's page among the application's actuator endpoints, where Spring MVC
 * carries them.
 */
@AutoConfiguration(after = BootclusterAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(name = "org.springframework.web.servlet.DispatcherServlet")
@ConditionalOnAvailableEndpoint(ClusterUiEndpoint.class)
public final class ClusterUiAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ClusterUiEndpoint clusterUiEndpoint(ClusterOperations operations, ClusterMember member,
			ObjectProvider<WebEndpointsSupplier> exposed) {
		return new ClusterUiEndpoint(operations, member, new Paths(exposed));
	}

}
