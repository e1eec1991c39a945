package io.bootcluster.autoconfigure;

import io.bootcluster.ClusterMember;
import io.bootcluster.actuator.ClusterMeters;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Measures the cluster where the application measures anything.
 */
@AutoConfiguration(after = BootclusterAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
public final class ClusterMetersAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ClusterMeters clusterMeters(ClusterMember member) {
		return new ClusterMeters(member);
	}

}
