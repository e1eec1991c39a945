package io.bootcluster.admin;

import de.codecentric.boot.admin.client.config.ClientProperties;
import de.codecentric.boot.admin.client.config.InstanceProperties;
import de.codecentric.boot.admin.client.registration.ApplicationRegistrator;
import de.codecentric.boot.admin.client.registration.RegistrationApplicationListener;
import io.bootcluster.ClusterOperations;
import io.bootcluster.NodeSeat;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.Environment;

/**
 * Registers the node at a Spring Boot Admin server. Front door of this package.
 */
@Configuration(proxyBeanMethods = false)
public class AdminConfiguration {

	@Bean
	static NodeMetadata bootclusterAdminMetadata(ClusterOperations operations) {
		return new NodeMetadata(operations::view);
	}

	@Bean
	static NodeRegistration bootclusterAdminRegistration(RegistrationApplicationListener registrations,
			ApplicationRegistrator registrator, NodeSeat seat, ClusterOperations operations, ClientProperties client,
			Environment environment) {
		return new NodeRegistration(registrations, registrator, seat, operations::view,
				client.isAutoDeregistration(environment));
	}

	@Bean
	static ApplicationListener<ApplicationReadyEvent> bootclusterAdminReady(NodeRegistration registration,
			ApplicationContext context) {
		return (event) -> {
			if (event.getApplicationContext() == context) {
				registration.ready();
			}
		};
	}

	@Bean
	static ApplicationListener<ContextClosedEvent> bootclusterAdminClosing(NodeRegistration registration,
			ApplicationContext context) {
		return (event) -> {
			if (event.getApplicationContext() == context) {
				registration.closing();
			}
		};
	}

	/**
	 * Where balancers reach the node, Spring Boot Admin does too, unless it is told
	 * otherwise in its own words.
	 */
	@Bean
	static NodeUrl bootclusterAdminUrl(InstanceProperties instance, ServerProperties server, Environment environment) {
		NodeUrl url = new NodeUrl(environment.getProperty("bootcluster.nodes.address", ""),
				server.getSsl() != null && server.getSsl().isEnabled());
		url.applyTo(instance);
		return url;
	}

}
