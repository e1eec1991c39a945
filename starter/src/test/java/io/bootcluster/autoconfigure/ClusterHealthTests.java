package io.bootcluster.autoconfigure;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.bootcluster.ClusterOperations;
import io.bootcluster.ClusterView;
import io.bootcluster.NodeSeat;
import io.bootcluster.NodesLease;
import io.bootcluster.NodesView;
import io.bootcluster.Wish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contributor {@code cluster} is in the health as a whole, and in no group that did
 * not ask for it.
 */
class ClusterHealthTests {

	private static final String OFF = "management.health.cluster.enabled=false";

	private static final Status DEGRADED = new Status("DEGRADED");

	private final WebApplicationContextRunner standalone = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BootclusterAutoConfiguration.class, NodeHealthAutoConfiguration.class,
				HealthContributorAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class,
				HealthEndpointAutoConfiguration.class, ApplicationAvailabilityAutoConfiguration.class,
				AvailabilityProbesAutoConfiguration.class))
		.withPropertyValues("management.endpoint.health.show-components=always");

	private final WebApplicationContextRunner worker = this.standalone
		.withBean("operations", ClusterOperations.class, OneOfTwo::new)
		.withBean("seat", NodeSeat.class, Seat::new);

	@Test
	void healthWhenAWorkerIsMissingIsDegradedAndAnswers200() {
		this.worker.run((context) -> {
			HealthEndpoint endpoint = endpoint(context);
			assertThat(endpoint.health().getStatus()).isEqualTo(DEGRADED);
			assertThat(status(endpoint, "cluster")).isEqualTo(DEGRADED);
			assertThat(context.getBean(HealthEndpointGroups.class)
				.getPrimary()
				.getHttpCodeStatusMapper()
				.getStatusCode(DEGRADED)).isEqualTo(200);
		});
	}

	@Test
	void healthWhenTooManyAreMissingIsDown() {
		this.worker.withPropertyValues("bootcluster.health.min-ready=2")
			.run((context) -> assertThat(endpoint(context).health().getStatus()).isEqualTo(Status.DOWN));
	}

	@Test
	void healthWhenItIsNotWantedOrThereIsNoClusterIsTheApplications() {
		this.worker.withPropertyValues(OFF)
			.run((context) -> assertThat(components(context)).doesNotContainKey("cluster"));
		this.standalone.run((context) -> assertThat(components(context)).doesNotContainKey("cluster"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "readiness.include=*", "readiness.include=cluster,readinessState",
			"liveness.include=livenessState,cluster", "other.include=*", "other.exclude=ping" })
	void clusterIsInNoProbeAndInNoGroupThatTakesInEverything(String group) {
		this.worker.withPropertyValues("management.endpoint.health.group." + group).run((context) -> {
			String name = group.substring(0, group.indexOf('.'));
			HealthEndpointGroups groups = context.getBean(HealthEndpointGroups.class);
			assertThat(Objects.requireNonNull(groups.get(name)).isMember("cluster")).isFalse();
			assertThat(status(endpoint(context), name)).isEqualTo(Status.UP);
		});
	}

	@Test
	void clusterIsInTheGroupThatNamesIt() {
		this.worker.withPropertyValues("management.endpoint.health.group.other.include=cluster,ping")
			.run((context) -> assertThat(status(endpoint(context), "other")).isEqualTo(DEGRADED));
	}

	@ParameterizedTest
	@ValueSource(strings = { "clusterHealthIndicator", "clusterHealthContributor" })
	void clusterOfTheApplicationIsItsOwn(String bean) {
		this.worker.withBean(bean, HealthIndicator.class, () -> () -> Health.down().build())
			.withPropertyValues("management.endpoint.health.group.readiness.include=*")
			.run((context) -> {
				HealthEndpoint endpoint = endpoint(context);
				assertThat(status(endpoint, "cluster")).isEqualTo(Status.DOWN);
				assertThat(status(endpoint, "readiness")).isEqualTo(Status.DOWN);
			});
	}

	private static Map<String, HealthDescriptor> components(ApplicationContext context) {
		return Objects.requireNonNull(((CompositeHealthDescriptor) endpoint(context).health()).getComponents());
	}

	private static HealthEndpoint endpoint(ApplicationContext context) {
		AvailabilityChangeEvent.publish(context, LivenessState.CORRECT);
		AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
		return context.getBean(HealthEndpoint.class);
	}

	private static Status status(HealthEndpoint endpoint, String... path) {
		return Objects.requireNonNull(endpoint.healthForPath(path)).getStatus();
	}

	private static final class OneOfTwo implements ClusterOperations {

		@Override
		public Optional<ClusterView> view() {
			ClusterView.Worker worker = new ClusterView.Worker(1, 1, 1, "serving", "open", Instant.EPOCH, "r", true, 0,
					0, 0, 0, null, -1, -1, -1, null);
			return Optional.of(new ClusterView(new ClusterView.Node("n", "n:1", "serving", Instant.EPOCH, List.of(), 2),
					new ClusterView.Release("r", null, List.of()), List.of(worker),
					new ClusterView.Dispatcher("least-busy", 0, 0, 0, 0, 0, 0), List.of(), List.of()));
		}

		@Override
		public String wish(Wish wish) {
			throw new UnsupportedOperationException();
		}

	}

	private static final class Seat implements NodeSeat {

		@Override
		public String worker() {
			return "1.1";
		}

		@Override
		public boolean isTaken() {
			return true;
		}

		@Override
		public boolean isDeserted() {
			return false;
		}

		@Override
		public void seen(NodesView nodes, Map<String, String> refused) {
		}

		@Override
		public void leadWith(NodesLease lease) {
		}

		@Override
		public void tell(Listener listener) {
		}

	}

}
