package io.bootcluster.autoconfigure;

import io.bootcluster.session.SharedSessions;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.session.autoconfigure.SessionAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.session.data.redis.RedisSessionRepository;

/**
 * Shares sessions between workers. It comes after everything that may bring another
 * session repository, and ahead of Spring Boot's own for Redis, so that Spring Session
 * JDBC wins where an application has both it and Redis for something else.
 */
@AutoConfiguration(before = SessionAutoConfiguration.class,
		beforeName = { WithoutRedisModule.SESSIONS,
				"org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration",
				"org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration" },
		afterName = { "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
				"org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration",
				"org.springframework.boot.session.jdbc.autoconfigure.JdbcSessionAutoConfiguration",
				"org.springframework.boot.webflux.autoconfigure.WebSessionIdResolverAutoConfiguration" })
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnWebApplication
@ConditionalOnClass(value = RedisSessionRepository.class, name = "io.lettuce.core.RedisClient")
@Import(SharedSessions.class)
public final class SharedSessionsAutoConfiguration {

}
