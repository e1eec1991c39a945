package io.bootcluster.autoconfigure;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import io.bootcluster.RedisLocation;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.cache.autoconfigure.CacheAutoConfiguration;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.boot.session.data.redis.autoconfigure.SessionDataRedisAutoConfiguration;
import org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.session.MapSession;
import org.springframework.session.MapSessionRepository;
import org.springframework.session.SessionRepository;
import org.springframework.session.data.redis.RedisSessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Adding the starter changes nothing but sessions.
 */
class SharedSessionsAutoConfigurationTests {

	private static final RedisLocation LOCATION = new RedisLocation("127.0.0.1", 1, Optional.empty(),
			Optional.of("secret"), "of a test", false);

	/** An application that does not declare Redis. */
	private final WebApplicationContextRunner plain = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SharedSessionsAutoConfiguration.class, SessionAutoConfiguration.class))
		.withClassLoader(new FilteredClassLoader("org.springframework.boot.data.redis"))
		.withBean(RedisLocation.class, () -> LOCATION);

	/** An application that declares Redis for something. */
	private final WebApplicationContextRunner redis = new WebApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SharedSessionsAutoConfiguration.class, SessionAutoConfiguration.class,
				SessionDataRedisAutoConfiguration.class, DataRedisAutoConfiguration.class,
				DataRedisReactiveAutoConfiguration.class, DataRedisRepositoriesAutoConfiguration.class))
		.withUserConfiguration(Application.class);

	@Test
	void statelessApplicationGetsSessionsAndNothingElse() {
		this.plain.run((context) -> {
			assertThat(context).hasSingleBean(RedisSessionRepository.class)
				.doesNotHaveBean(RedisConnectionFactory.class)
				.doesNotHaveBean(RedisTemplate.class)
				.doesNotHaveBean(CacheManager.class);
			assertThat(context.getBeanNamesForType(Object.class)).filteredOn((name) -> name.contains("ealth"))
				.isEmpty();
		});
	}

	@Test
	void cachingApplicationKeepsItsCache() {
		this.plain.withConfiguration(AutoConfigurations.of(CacheAutoConfiguration.class))
			.withUserConfiguration(Caching.class)
			.run((context) -> {
				assertThat(context).hasSingleBean(RedisSessionRepository.class);
				assertThat(context.getBean(CacheManager.class)).isInstanceOf(ConcurrentMapCacheManager.class);
			});
	}

	@Test
	void jpaApplicationKeepsItsRepositories() {
		this.plain
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class))
			.withUserConfiguration(Jpa.class)
			.withPropertyValues("spring.datasource.generate-unique-name=true",
					"spring.jpa.hibernate.ddl-auto=create-drop")
			.run((context) -> {
				assertThat(context).hasSingleBean(RedisSessionRepository.class).hasSingleBean(Notes.class);
				assertThat(context.getBean(Notes.class).count()).isZero();
			});
	}

	@Test
	void jdbcSessionsStayWhereTheyAre() {
		withJdbcSessions(this.plain).run((context) -> assertThat(context.getBean(SessionRepository.class))
			.isInstanceOf(JdbcIndexedSessionRepository.class));
	}

	@Test
	void jdbcSessionsStayWhereTheyAreThoughApplicationDeclaresRedis() {
		withJdbcSessions(this.redis).run((context) -> {
			assertThat(context).hasSingleBean(RedisConnectionFactory.class);
			assertThat(context.getBean(SessionRepository.class)).isInstanceOf(JdbcIndexedSessionRepository.class);
		});
	}

	@Test
	void applicationsOwnRepositoryStays() {
		this.plain.withUserConfiguration(OwnRepository.class)
			.run((context) -> assertThat(context.getBean(SessionRepository.class))
				.isInstanceOf(MapSessionRepository.class));
	}

	@Test
	void applicationThatDeclaresRedisKeepsItsBeans() {
		this.redis
			.withPropertyValues("spring.data.redis.host=redis.example", "spring.data.redis.port=6380",
					"spring.data.redis.timeout=30s")
			.run((context) -> {
				assertThat(context).hasSingleBean(RedisSessionRepository.class).hasBean("stringRedisTemplate");
				LettuceConnectionFactory factory = context.getBean(LettuceConnectionFactory.class);
				assertThat(factory.getTimeout()).isEqualTo(30_000);
				RedisSessionRepository sessions = context.getBean(RedisSessionRepository.class);
				assertThat(factoryOf(sessions)).isNotSameAs(factory);
				assertThat(factoryOf(sessions).getHostName()).isEqualTo("redis.example");
				assertThat(factoryOf(sessions).getPort()).isEqualTo(6380);
				assertThat(factoryOf(sessions).getTimeout()).isLessThan(1000);
			});
	}

	@Test
	void settingsWithoutRedisModuleAreUsed() {
		this.plain.withPropertyValues("spring.data.redis.url=redis://redis.example:6381/4").run((context) -> {
			LettuceConnectionFactory factory = factoryOf(context.getBean(RedisSessionRepository.class));
			assertThat(factory.getHostName()).isEqualTo("redis.example");
			assertThat(factory.getPort()).isEqualTo(6381);
			assertThat(factory.getDatabase()).isEqualTo(4);
		});
	}

	@Test
	void primarysFindIsUsedWhereTheApplicationNamesNoRedis() {
		this.redis.withBean(RedisLocation.class, () -> LOCATION)
			.run((context) -> assertThat(factoryOf(context.getBean(RedisSessionRepository.class)).getPort())
				.isEqualTo(1));
	}

	@Test
	void sessionSettingsKeepTheirMeaning() {
		this.plain.withPropertyValues("spring.session.timeout=7m").run((context) -> {
			SessionRepository<?> repository = context.getBean(SessionRepository.class);
			assertThat(repository.createSession().getMaxInactiveInterval()).hasMinutes(7);
		});
	}

	@Test
	void offLeavesSessionsAlone() {
		this.plain.withPropertyValues("bootcluster.session.redis=off")
			.run((context) -> assertThat(context).doesNotHaveBean(SessionRepository.class));
	}

	@Test
	void standaloneApplicationWithoutRedisKeepsItsServersSessions() {
		new WebApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(SharedSessionsAutoConfiguration.class, SessionAutoConfiguration.class))
			.run((context) -> assertThat(context).doesNotHaveBean(SessionRepository.class));
	}

	private static LettuceConnectionFactory factoryOf(RedisSessionRepository repository) {
		RedisTemplate<?, ?> template = (RedisTemplate<?, ?>) repository.getSessionRedisOperations();
		return (LettuceConnectionFactory) template.getRequiredConnectionFactory();
	}

	private static WebApplicationContextRunner withJdbcSessions(WebApplicationContextRunner runner) {
		return runner
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class,
							DataSourceTransactionManagerAutoConfiguration.class, JdbcSessionAutoConfiguration.class))
			.withPropertyValues("spring.datasource.generate-unique-name=true");
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Caching {

	}

	@Configuration(proxyBeanMethods = false)
	@EntityScan(basePackageClasses = Note.class)
	@EnableJpaRepositories(considerNestedRepositories = true, basePackageClasses = Notes.class)
	static class Jpa {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRepository {

		@Bean
		SessionRepository<MapSession> ownSessions() {
			return new MapSessionRepository(new ConcurrentHashMap<>());
		}

	}

	@Entity
	public static class Note {

		@Id
		private Long id;

	}

	public interface Notes extends JpaRepository<Note, Long> {

	}

}
