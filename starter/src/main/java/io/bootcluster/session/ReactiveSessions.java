package io.bootcluster.session;

import java.util.stream.Stream;

import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.ReactiveSessionRepository;
import org.springframework.session.config.ReactiveSessionRepositoryCustomizer;
import org.springframework.session.data.redis.ReactiveRedisSessionRepository;
import org.springframework.session.data.redis.config.annotation.web.server.RedisWebSessionConfiguration;
import org.springframework.util.ClassUtils;

/**
 * Spring Session's usual repository of reactive applications, on the sessions' own way to
 * Redis.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnMissingBean(ReactiveSessionRepository.class)
class ReactiveSessions extends RedisWebSessionConfiguration {

	ReactiveSessions(SessionStore store,
			@Qualifier("springSessionDefaultRedisSerializer") ObjectProvider<RedisSerializer<Object>> serializer) {
		ReactiveRedisConnectionFactory factory = store.redis().reactiveConnectionFactory();
		super.setRedisConnectionFactory(new Only<>(factory), new Only<>(factory));
		super.setDefaultRedisSerializer(
				store.tolerant(serializer.getIfAvailable(), ClassUtils.getDefaultClassLoader()));
	}

	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	static ReactiveSessionRepositoryCustomizer<ReactiveRedisSessionRepository> bootclusterSessionRepositoryCustomizer(
			SessionStore store) {
		TolerantSessionMapper mapper = store.mapper();
		return (repository) -> {
			store.settings().applyTo(repository);
			repository.setRedisSessionMapper((id, entries) -> Mono.justOrEmpty(mapper.apply(id, entries)));
		};
	}

	/** Not injected: the application's own factory, if there is one, is not for us. */
	@Override
	public void setRedisConnectionFactory(ObjectProvider<ReactiveRedisConnectionFactory> sessions,
			ObjectProvider<ReactiveRedisConnectionFactory> any) {
	}

	/** Not injected: what is given to the constructor is wrapped already. */
	@Override
	public void setDefaultRedisSerializer(RedisSerializer<Object> serializer) {
	}

	private record Only<T>(T value) implements ObjectProvider<T> {

		@Override
		public T getObject() {
			return this.value;
		}

		@Override
		public T getIfAvailable() {
			return this.value;
		}

		@Override
		public Stream<T> stream() {
			return Stream.of(this.value);
		}

	}

}
