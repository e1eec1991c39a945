package io.bootcluster.metrics;

import java.util.Optional;
import java.util.OptionalLong;

import io.bootcluster.ClusterMember;
import io.bootcluster.ClusterOperations;
import io.bootcluster.ClusterView;
import io.bootcluster.NodeSeat;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each registry gets the tags that its readers need, once, also where there are several.
 */
@ExtendWith(OutputCaptureExtension.class)
class MetricsConfigurationTests {

	private final Sending sending = new Sending(new MockClock());

	@Test
	void metersOfSeveralRegistriesAreTaggedOnce() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MetricsAutoConfiguration.class,
					CompositeMeterRegistryAutoConfiguration.class))
			.withUserConfiguration(MetricsConfiguration.class)
			.withBean(NodeSeat.class, Seat::new)
			.withBean(ClusterOperations.class, Scenes::new)
			.withBean(ClusterMember.class, () -> new Member(1, 2, "abc", false))
			.withBean("sending", MeterRegistry.class, () -> this.sending)
			.withBean("scraped", MeterRegistry.class, () -> new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))
			.run((context) -> {
				context.getBean(CompositeMeterRegistry.class).counter("visits").increment();
				assertThat(this.sending.get("visits").counter().getId().getTags()).extracting(Tag::getKey)
					.containsExactly("generation", "node", "release", "worker");
				assertThat(context.getBean(PrometheusMeterRegistry.class).get("visits").counter().getId().getTags())
					.isEmpty();
			});
	}

	@Test
	void pushingToAPushGatewayIsWarnedOfByOneWorker(CapturedOutput output) {
		ApplicationContextRunner runner = new ApplicationContextRunner()
			.withUserConfiguration(ScrapeConfiguration.class);
		runner.withBean(ClusterMember.class, () -> new Member(1, 2, "abc", false))
			.run((context) -> assertThat(output).doesNotContain("push gateway"));
		ApplicationContextRunner pushing = runner
			.withPropertyValues("management.prometheus.metrics.export.pushgateway.enabled=true");
		pushing.withBean(ClusterMember.class, () -> new Member(2, 2, "abc", false))
			.run((context) -> assertThat(output).doesNotContain("push gateway"));
		pushing.withBean(ClusterMember.class, () -> new Member(1, 2, "abc", false))
			.run((context) -> assertThat(output).contains("All workers push to Prometheus' push gateway",
					"set management.prometheus.metrics.export.pushgateway.enabled=false"));
	}

	private record Member(int slot, int generation, String release, boolean isLeader) implements ClusterMember {

		@Override
		public OptionalLong fencingToken() {
			return OptionalLong.empty();
		}

		@Override
		public Optional<ClusterView> view() {
			return Optional.empty();
		}

	}

}
