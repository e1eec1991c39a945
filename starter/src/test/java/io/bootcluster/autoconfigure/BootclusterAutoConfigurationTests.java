package io.bootcluster.autoconfigure;

import io.bootcluster.ClusterMember;
import io.bootcluster.ClusterOperations;
import io.bootcluster.NodeSeat;
import io.bootcluster.actuator.ClusterEndpoint;
import io.bootcluster.actuator.NodeWideOperations;
import io.bootcluster.metrics.ClusterMeters;
import io.bootcluster.worker.WorkerConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * What an application gets that does not run as a worker.
 */
class BootclusterAutoConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner().withConfiguration(
			AutoConfigurations.of(BootclusterAutoConfiguration.class, BootclusterEndpointAutoConfiguration.class));

	@Test
	void contextWhenStandaloneSaysSoAndChangesNoServer() {
		this.runner.run((context) -> {
			ClusterMember member = context.getBean(ClusterMember.class);
			assertThat(member.slot()).isZero();
			assertThat(member.generation()).isZero();
			assertThat(member.release()).isEqualTo("standalone");
			assertThat(context.getBean(ClusterOperations.class).view()).isEmpty();
			assertThat(context).doesNotHaveBean(WorkerConfiguration.class)
				.doesNotHaveBean(WebServerFactoryCustomizer.class);
		});
	}

	@Test
	void endpointIsThereOnlyWhereExposed() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(ClusterEndpoint.class));
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=cluster")
			.run((context) -> assertThat(context).hasSingleBean(ClusterEndpoint.class));
		this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=*",
					"management.endpoint.cluster.access=NONE")
			.run((context) -> assertThat(context).doesNotHaveBean(ClusterEndpoint.class));
	}

	@Test
	void clusterIsMeasuredOnlyWhereAnythingIsAndOnlyInWorkers() {
		WebApplicationContextRunner measuring = this.runner
			.withConfiguration(AutoConfigurations.of(ClusterMetersAutoConfiguration.class));
		measuring.run((context) -> assertThat(context).doesNotHaveBean(ClusterMeters.class));
		measuring.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.run((context) -> assertThat(context).as("standalone").doesNotHaveBean(ClusterMeters.class));
		measuring.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withBean(NodeSeat.class, () -> mock())
			.run((context) -> assertThat(context).hasSingleBean(ClusterMeters.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.micrometer", "org.springframework.boot.micrometer", "io.prometheus",
			"de.codecentric.boot.admin", "org.slf4j" })
	void contextWhenALibraryIsMissingStartsAllTheSame(String library) {
		this.runner
			.withConfiguration(AutoConfigurations.of(ClusterMetersAutoConfiguration.class, AdminAutoConfiguration.class,
					NodeWideActuatorAutoConfiguration.class, NodeHealthAutoConfiguration.class,
					LeaderAutoConfiguration.class, NginxAutoConfiguration.class, ClusterUiAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=*")
			.withBean(NodeSeat.class, () -> mock())
			.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withClassLoader(new FilteredClassLoader(library))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(ClusterEndpoint.class)
				.hasSingleBean(NodeWideOperations.class));
	}

}
