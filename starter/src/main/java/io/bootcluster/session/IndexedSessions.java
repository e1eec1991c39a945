package io.bootcluster.session;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.session.data.redis.autoconfigure.SessionDataRedisProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.data.redis.RedisIndexedSessionRepository;
import org.springframework.session.data.redis.config.ConfigureNotifyKeyspaceEventsAction;
import org.springframework.session.data.redis.config.ConfigureRedisAction;
import org.springframework.session.data.redis.config.annotation.web.http.RedisIndexedHttpSessionConfiguration;

/**
 * Spring Session's indexed repository of servlet applications, on the sessions' own way
 * to Redis. It listens to Redis, so Redis must be there when the application starts.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "spring.session.data.redis.repository-type", havingValue = "indexed")
class IndexedSessions extends RedisIndexedHttpSessionConfiguration {

	private final SessionStore store;

	private @Nullable ClassLoader classLoader;

	IndexedSessions(SessionStore store) {
		this.store = store;
	}

	@Bean
	@ConditionalOnMissingBean
	static ConfigureRedisAction configureRedisAction(SessionDataRedisProperties properties) {
		return switch (properties.getConfigureAction()) {
			case NOTIFY_KEYSPACE_EVENTS -> new ConfigureNotifyKeyspaceEventsAction();
			case NONE -> ConfigureRedisAction.NO_OP;
		};
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	static SessionRepositoryCustomizer<RedisIndexedSessionRepository> bootclusterSessionRepositoryCustomizer(
			SessionStore store) {
		return (repository) -> {
			store.settings().applyTo(repository);
			repository.setRedisSessionMapper(store.mapper());
		};
	}

	/** Not injected: the application's own factory, if there is one, is not for us. */
	@Override
	public void setRedisConnectionFactory(ObjectProvider<RedisConnectionFactory> sessions,
			ObjectProvider<RedisConnectionFactory> any) {
	}

	@Override
	protected RedisConnectionFactory getRedisConnectionFactory() {
		return this.store.redis().connectionFactory();
	}

	@Override
	public void setBeanClassLoader(ClassLoader classLoader) {
		super.setBeanClassLoader(classLoader);
		this.classLoader = classLoader;
	}

	@Override
	protected RedisTemplate<String, Object> createRedisTemplate() {
		return this.store.template(getDefaultRedisSerializer(), this.classLoader);
	}

}
