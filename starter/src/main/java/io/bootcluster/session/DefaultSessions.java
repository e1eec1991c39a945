package io.bootcluster.session;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.data.redis.RedisSessionRepository;
import org.springframework.session.data.redis.config.annotation.web.http.RedisHttpSessionConfiguration;

/**
 * Spring Session's usual repository of servlet applications, on the sessions' own way to
 * Redis.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "spring.session.data.redis.repository-type", havingValue = "default",
		matchIfMissing = true)
class DefaultSessions extends RedisHttpSessionConfiguration {

	private final SessionStore store;

	private @Nullable ClassLoader classLoader;

	DefaultSessions(SessionStore store) {
		this.store = store;
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	static SessionRepositoryCustomizer<RedisSessionRepository> bootclusterSessionRepositoryCustomizer(
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
