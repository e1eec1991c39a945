package io.bootcluster.session;

import java.time.Duration;
import java.util.Optional;

import io.bootcluster.RedisLocation;
import io.bootcluster.WrongSettingException;

import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * A way to the application's Redis of one's own, which fails as fast as that of sessions
 * and shares no connection with it. Front door of this package for other uses of Redis;
 * it is there whether sessions live in Redis or not.
 */
public final class QuickRedis implements AutoCloseable {

	private final SessionRedis redis;

	private QuickRedis(SessionRedis redis) {
		this.redis = redis;
	}

	/**
	 * Make one for the register of nodes.
	 * @param choice what there is to choose from
	 * @param interval time between two looks, which a command must not exceed
	 * @return the way there; nothing connects yet
	 * @throws WrongSettingException if the application has no Redis that other nodes can
	 * see
	 */
	public static QuickRedis forNodes(Choice choice, Duration interval) {
		// A Redis of the primary's own is nobody else's, whatever sessions are to use.
		Optional<RedisLocation> found = choice.location().filter(RedisLocation::namespaceByApplication);
		if (found.isEmpty() && choice.factory().isEmpty() && !SessionRedisChoice.isSet(choice.environment())) {
			throw new WrongSettingException("bootcluster.nodes.enabled", "true",
					"this application has no Redis in which nodes could find each other",
					"Set spring.data.redis.url, or spring.data.redis.host, to a Redis that every node reaches.");
		}
		return new QuickRedis(
				new SessionRedisChoice(choice.environment(), found, choice.factory(), choice.bundles(), false)
					.make(RedisUse.nodes(interval)));
	}

	/**
	 * Return the way there.
	 * @return the connection factory, to be used by nobody else
	 */
	public RedisConnectionFactory connectionFactory() {
		return this.redis.connectionFactory();
	}

	@Override
	public void close() {
		this.redis.destroy();
	}

	/**
	 * What there is to choose from.
	 *
	 * @param environment the application's settings
	 * @param location what the primary found or started
	 * @param factory the application's own way to Redis
	 * @param bundles the application's certificates
	 */
	public record Choice(Environment environment, Optional<RedisLocation> location,
			Optional<RedisConnectionFactory> factory, Optional<SslBundles> bundles) {
	}

}
