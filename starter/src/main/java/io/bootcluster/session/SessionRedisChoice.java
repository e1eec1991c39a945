package io.bootcluster.session;

import java.util.Optional;

import io.bootcluster.ApplicationSessions;
import io.bootcluster.BootclusterProperties.Session.Redis;
import io.bootcluster.RedisLocation;

import org.springframework.boot.context.properties.bind.BindResult;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Chooses the Redis for sessions: the application's own if it names one, else what the
 * primary found or started.
 *
 * @param environment the application's settings
 * @param location what the primary found or started
 * @param factory the application's own way to Redis
 * @param bundles the application's certificates
 * @param mayInsist whether the application can ask for a Redis of the primary's own
 */
record SessionRedisChoice(Environment environment, Optional<RedisLocation> location,
		Optional<RedisConnectionFactory> factory, Optional<SslBundles> bundles, boolean mayInsist) {

	private static final String USUAL_HOST = "localhost";

	private static final int USUAL_PORT = 6379;

	SessionRedis make(RedisUse use) {
		if (this.location.isPresent() && !isApplicationsFirst()) {
			return SessionRedis.at(this.location.get(), use);
		}
		return this.factory.map((like) -> SessionRedis.like(like, use)).orElseGet(() -> fromSettings(use));
	}

	/**
	 * Return the primary's find, if sessions are to live there.
	 * @return the location
	 */
	Optional<RedisLocation> chosenLocation() {
		return this.location.filter((any) -> !isApplicationsFirst());
	}

	private boolean isApplicationsFirst() {
		return (!this.mayInsist || wish(this.environment) != Redis.OWN)
				&& (isSet(this.environment) || this.factory.filter(this::isNotTheUsual).isPresent());
	}

	/** Nothing said, Spring Boot makes a factory for the usual host and port. */
	private boolean isNotTheUsual(RedisConnectionFactory candidate) {
		return !(candidate instanceof LettuceConnectionFactory lettuce && !lettuce.isClusterAware()
				&& !lettuce.isRedisSentinelAware() && USUAL_HOST.equals(lettuce.getHostName())
				&& lettuce.getPort() == USUAL_PORT);
	}

	private SessionRedis fromSettings(RedisUse use) {
		ApplicationRedis settings = Binder.get(this.environment)
			.bindOrCreate("spring.data.redis", ApplicationRedis.class);
		return SessionRedis.at(settings.redisConfiguration(), settings.clientConfiguration(this.bundles), use);
	}

	static boolean isSet(Environment environment) {
		return ApplicationSessions.redisSetting(ConfigurationPropertySources.get(environment)).isPresent();
	}

	static Redis wish(Environment environment) {
		BindResult<Redis> wish = Binder.get(environment).bind("bootcluster.session.redis", Redis.class);
		return wish.isBound() ? wish.get() : Redis.AUTO;
	}

}
