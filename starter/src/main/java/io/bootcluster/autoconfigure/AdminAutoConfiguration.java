package io.bootcluster.autoconfigure;

import io.bootcluster.NodeSeat;
import io.bootcluster.admin.AdminConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Import;

/**
 * Registers a worker's node at a Spring Boot Admin server, where the application
 * registers itself.
 */
@AutoConfiguration(after = BootclusterAutoConfiguration.class,
		afterName = "de.codecentric.boot.admin.client.config.SpringBootAdminClientAutoConfiguration")
@ConditionalOnClass(name = AdminAutoConfiguration.LISTENER)
@ConditionalOnBean(value = NodeSeat.class, type = AdminAutoConfiguration.LISTENER)
@ConditionalOnProperty(name = "spring.boot.admin.client.auto-registration", matchIfMissing = true)
@Import(AdminConfiguration.class)
public final class AdminAutoConfiguration {

	static final String LISTENER = "de.codecentric.boot.admin.client.registration.RegistrationApplicationListener";

}
