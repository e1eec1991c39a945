package io.bootcluster.autoconfigure;

import io.bootcluster.NodeSeat;
import io.bootcluster.metrics.MetricsConfiguration;
import io.bootcluster.metrics.ScrapeConfiguration;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Measures the cluster in a worker whose application measures anything.
 */
@AutoConfiguration(after = BootclusterAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(value = MeterRegistry.class, name = ClusterMetersAutoConfiguration.CUSTOMIZER)
@ConditionalOnBean({ MeterRegistry.class, NodeSeat.class })
@Import(MetricsConfiguration.class)
public final class ClusterMetersAutoConfiguration {

	static final String CUSTOMIZER = "org.springframework.boot.micrometer.metrics.autoconfigure.MeterRegistryCustomizer";

	/**
	 * Where the application can be scraped.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = "io.prometheus.metrics.model.registry.PrometheusRegistry")
	@Import(ScrapeConfiguration.class)
	static class Scraped {

	}

}
