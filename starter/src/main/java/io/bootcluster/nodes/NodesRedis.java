package io.bootcluster.nodes;

import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * The nodes' own way to Redis. It is a bean, but its connection factory is none, so that
 * nothing else finds it.
 *
 * @param connectionFactory the way there, which fails fast
 * @param end ends it
 */
public record NodesRedis(RedisConnectionFactory connectionFactory, Runnable end) implements AutoCloseable {

	@Override
	public void close() {
		this.end.run();
	}

}
