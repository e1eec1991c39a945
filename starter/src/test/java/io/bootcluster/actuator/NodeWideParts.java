package io.bootcluster.actuator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import io.bootcluster.ClusterMember;
import io.bootcluster.ClusterOperations;
import io.bootcluster.ClusterView;
import io.bootcluster.Wish;

import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.boot.actuate.audit.listener.AuditListener;
import org.springframework.boot.actuate.autoconfigure.audit.AuditAutoConfiguration;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What stands for a worker in the {@link NodeWideActuatorTests}.
 */
final class NodeWideParts {

	private NodeWideParts() {
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	@EnableAutoConfiguration(exclude = { AuditAutoConfiguration.class, DataSourceAutoConfiguration.class,
			HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class,
			DataRedisAutoConfiguration.class })
	static class Application {

		@Bean
		AuditEventRepository audits() {
			return new InMemoryAuditEventRepository();
		}

		@Bean
		AuditListener auditListener(AuditEventRepository audits) {
			return new AuditListener(audits);
		}

		@Bean
		Refresh refresh(ClusterMember member) {
			return new Refresh(member.slot());
		}

		@Bean
		ClusterOperations operations() {
			return new Operations();
		}

	}

	record Operations() implements ClusterOperations {

		@Override
		public Optional<ClusterView> view() {
			return Optional.of(new ClusterView(new ClusterView.Node("n", "n", "serving", Instant.EPOCH, List.of(), 2),
					new ClusterView.Release("abc", null, List.of()), List.of(),
					new ClusterView.Dispatcher("least-busy", 1, 2, 3, 4, 5, 6), List.of(), List.of()));
		}

		@Override
		public String wish(Wish wish) {
			return wish.toString();
		}

	}

	/**
	 * Looks like Spring Cloud's.
	 */
	@Endpoint(id = "refresh")
	static class Refresh {

		private final int slot;

		Refresh(int slot) {
			this.slot = slot;
		}

		@WriteOperation
		public List<String> refresh() {
			return List.of("key-of-" + this.slot, "common");
		}

	}

	record Member(int slot) implements ClusterMember {

		@Override
		public int generation() {
			return 1;
		}

		@Override
		public String release() {
			return "r" + this.slot;
		}

		@Override
		public boolean isLeader() {
			return false;
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
