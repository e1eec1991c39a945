package io.bootcluster.session;

import java.util.List;
import java.util.Optional;

import io.bootcluster.RedisLocation;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.session.autoconfigure.SessionTimeout;
import org.springframework.boot.session.data.redis.autoconfigure.SessionDataRedisProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.session.SessionRepository;
import org.springframework.session.data.redis.config.annotation.SpringSessionRedisConnectionFactory;

/**
 * Keeps sessions in Redis, where the application or the primary names one, and changes
 * nothing else. Import it after everything that may bring a session repository.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(OnRedis.class)
@ConditionalOnMissingBean(type = { "org.springframework.session.SessionRepository",
		"org.springframework.session.ReactiveSessionRepository" })
@EnableConfigurationProperties(SessionDataRedisProperties.class)
@Import({ SharedSessions.Servlet.class, ReactiveSessions.class })
public class SharedSessions {

	@Bean
	static SessionRedisChoice sessionRedisChoice(Environment environment, ObjectProvider<RedisLocation> location,
			@SpringSessionRedisConnectionFactory ObjectProvider<RedisConnectionFactory> forSessions,
			ObjectProvider<RedisConnectionFactory> factory, ObjectProvider<SslBundles> bundles) {
		Optional<RedisConnectionFactory> applications = Optional.ofNullable(forSessions.getIfAvailable())
			.or(() -> Optional.ofNullable(factory.getIfUnique()));
		return new SessionRedisChoice(environment, Optional.ofNullable(location.getIfAvailable()), applications,
				Optional.ofNullable(bundles.getIfAvailable()), true);
	}

	@Bean
	static SessionRedis sessionRedis(SessionRedisChoice choice) {
		return choice.make(RedisUse.SESSIONS);
	}

	@Bean
	static SessionStore sessionStore(SessionRedis redis, SessionRedisChoice choice,
			SessionDataRedisProperties properties, ObjectProvider<SessionTimeout> timeout, BeanFactory beans) {
		List<String> packages = AutoConfigurationPackages.has(beans) ? AutoConfigurationPackages.get(beans) : List.of();
		String namespace = SessionNamespace.choose(properties.getNamespace(), choice.environment(),
				choice.chosenLocation(), packages);
		Optional<SessionTimeout> unused = Optional.ofNullable(timeout.getIfAvailable());
		return new SessionStore(redis,
				SessionSettings.of(properties, unused.map(SessionTimeout::getTimeout), namespace),
				new UndecodableSessions(System::nanoTime));
	}

	/**
	 * For servlet applications.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	@ConditionalOnMissingBean(SessionRepository.class)
	@Import({ DefaultSessions.class, IndexedSessions.class })
	static class Servlet {

	}

}
