package io.bootcluster.metrics;

import io.bootcluster.ClusterMember;
import io.bootcluster.ClusterOperations;
import io.bootcluster.NodeSeat;
import io.bootcluster.metrics.NodeScrape.Self;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.micrometer.metrics.autoconfigure.MeterRegistryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Measures the cluster in what the application's meters are sent to. Front door of this
 * package, with {@link ScrapeConfiguration}.
 */
@Configuration(proxyBeanMethods = false)
public class MetricsConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ClusterMeters clusterMeters(NodeSeat seat, ClusterOperations operations) {
		return new ClusterMeters(seat, operations);
	}

	@Bean
	static MeterRegistryCustomizer<MeterRegistry> bootclusterSentTags(NodeSeat seat, ClusterMember member) {
		return (registry) -> {
			if (!(registry instanceof CompositeMeterRegistry) && Readers.of(registry) == Readers.ELSEWHERE) {
				registry.config().meterFilter(new SentTags(Self.of(seat, member).sentTags()));
			}
		};
	}

}
