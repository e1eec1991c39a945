package io.bootcluster.autoconfigure;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import io.bootcluster.ClusterMember;
import io.bootcluster.ClusterOperations;
import io.bootcluster.ClusterView;
import io.bootcluster.Siblings;
import io.bootcluster.Wish;
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
		return new Standalone();
	}

	@Bean
	@ConditionalOnMissingBean
	ClusterOperations bootclusterStandaloneOperations() {
		return new NoCluster();
	}

	@Bean
	@ConditionalOnMissingBean
	Siblings bootclusterNoSiblings() {
		return (question, body) -> List.of();
	}

	private record NoCluster() implements ClusterOperations {

		@Override
		public Optional<ClusterView> view() {
			return Optional.empty();
		}

		@Override
		public String wish(Wish wish) {
			throw new IllegalStateException("This application runs standalone: there is no cluster to " + wish);
		}

	}

	private static final class Standalone implements ClusterMember {

		@Override
		public int slot() {
			return 0;
		}

		@Override
		public int generation() {
			return 0;
		}

		@Override
		public String release() {
			return "standalone";
		}

		@Override
		public boolean isLeader() {
			return true;
		}

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
