package io.bootcluster.autoconfigure;

import java.util.Objects;

import io.bootcluster.actuator.NodeHealthIndicator;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.SystemHealthDescriptor;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The group {@code node} is there, and changes no other.
 */
class NodeHealthAutoConfigurationTests {

	private static final HealthIndicator MAIL = () -> Health.down().build();

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BootclusterAutoConfiguration.class, NodeHealthAutoConfiguration.class,
				HealthContributorAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class,
				HealthEndpointAutoConfiguration.class, ApplicationAvailabilityAutoConfiguration.class,
				AvailabilityProbesAutoConfiguration.class))
		.withPropertyValues("management.endpoint.health.show-components=always");

	@Test
	void nodeWhenTheApplicationSaysNothingIsAGroupOfItsOwn() {
		this.runner.withBean("mailHealthIndicator", HealthIndicator.class, () -> MAIL).run((context) -> {
			HealthEndpoint endpoint = context.getBean(HealthEndpoint.class);
			assertThat(status(endpoint, "node")).isEqualTo(Status.UP);
			HealthEndpointGroups groups = context.getBean(HealthEndpointGroups.class);
			assertThat(groups.getNames()).containsExactlyInAnyOrder("liveness", "readiness");
			assertThat(Objects.requireNonNull(groups.get("liveness")).isMember("livenessState")).isTrue();
			assertThat(groups.get("other")).isNull();
			assertThat(status(endpoint)).isEqualTo(Status.DOWN);
			assertThat(((CompositeHealthDescriptor) endpoint.health()).getComponents()).containsKey("mail")
				.doesNotContainKey(NodeHealthIndicator.NAME);
		});
	}

	@Test
	void groupsThatAreListedAreTheApplicationsOwn() {
		this.runner.run((context) -> assertThat(context.getBean(HealthEndpoint.class).health()).isInstanceOfSatisfying(
				SystemHealthDescriptor.class,
				(health) -> assertThat(health.getGroups()).containsExactlyInAnyOrder("liveness", "readiness")));
	}

	@Test
	void nodeIsInNoGroupThatTakesInEverything() {
		this.runner.withPropertyValues("management.endpoint.health.group.readiness.include=*").run((context) -> {
			HealthEndpointGroups groups = context.getBean(HealthEndpointGroups.class);
			assertThat(Objects.requireNonNull(groups.get("readiness")).isMember("readinessState")).isTrue();
			assertThat(Objects.requireNonNull(groups.get("readiness")).isMember(NodeHealthIndicator.NAME)).isFalse();
		});
	}

	@Test
	void nodeWhenItIsAGroupOfTheApplicationIsThatGroup() {
		this.runner.withBean("mailHealthIndicator", HealthIndicator.class, () -> MAIL)
			.withPropertyValues("management.endpoint.health.group.node.include=nodeState,mail")
			.run((context) -> assertThat(status(context.getBean(HealthEndpoint.class), "node")).isEqualTo(Status.DOWN));
	}

	@Test
	void nodeWhenItIsAContributorOfTheApplicationIsThatContributor() {
		this.runner.withBean("nodeHealthIndicator", HealthIndicator.class, () -> MAIL)
			.run((context) -> assertThat(status(context.getBean(HealthEndpoint.class), "node")).isEqualTo(Status.DOWN));
	}

	@Test
	void nodeWhenThereIsNoHealthEndpointIsAbsent() {
		this.runner.withPropertyValues("management.endpoint.health.access=NONE")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(NodeHealthIndicator.class));
	}

	private static Status status(HealthEndpoint endpoint, String... path) {
		return Objects.requireNonNull(endpoint.healthForPath(path)).getStatus();
	}

}
