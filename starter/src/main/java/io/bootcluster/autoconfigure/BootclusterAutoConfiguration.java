package io.bootcluster.autoconfigure;

import java.util.Optional;

import io.bootcluster.ClusterMember;
import io.bootcluster.ClusterOperations;
import io.bootcluster.worker.WorkerConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Makes an application a worker, where it is one, and tells it so in any case.
 */
@AutoConfiguration
@Import(WorkerConfiguration.class)
public class BootclusterAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ClusterMember bootclusterStandaloneMember() {
		return new Standalone(0, 0, "standalone");
	}

	@Bean
	@ConditionalOnMissingBean
	ClusterOperations bootclusterStandaloneOperations() {
		return Optional::empty;
	}

	private record Standalone(int slot, int generation, String release) implements ClusterMember {
	}

}
