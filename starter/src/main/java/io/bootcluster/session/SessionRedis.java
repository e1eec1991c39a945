package io.bootcluster.session;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.bootcluster.RedisLocation;
import io.lettuce.core.resource.ClientResources;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisPassword;
import org.springframework.data.redis.connection.RedisSocketConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The sessions' own way to Redis, or that of another {@link RedisUse}. It is a bean, but
 * its connection factory is none, so that caches, repositories, templates and health
 * checks do not find it. It connects before the web server starts, because a first
 * connection takes long on a busy machine and would fail a request; without a Redis the
 * application starts all the same.
 */
final class SessionRedis implements DisposableBean, SmartLifecycle {

	private static final Log logger = LogFactory.getLog(SessionRedis.class);

	private static final int TRIES = 3;

	private final RedisConnectionFactory connectionFactory;

	private final List<Runnable> ends;

	private volatile boolean running;

	private SessionRedis(RedisConnectionFactory connectionFactory, List<Runnable> ends) {
		this.connectionFactory = connectionFactory;
		this.ends = ends;
	}

	/**
	 * Use what the primary found or started.
	 * @param location where it is
	 * @param use what for
	 * @return the way there
	 */
	static SessionRedis at(RedisLocation location, RedisUse use) {
		logger.info(use.words() + " the Redis " + location.origin());
		return withOwnThreads(configuration(location), LettuceClientConfiguration.defaultConfiguration(), use);
	}

	private static RedisConfiguration configuration(RedisLocation location) {
		RedisPassword password = location.password().map(RedisPassword::of).orElseGet(RedisPassword::none);
		if (location.socket().isPresent()) {
			RedisSocketConfiguration socket = new RedisSocketConfiguration(location.socket().get().toString());
			socket.setPassword(password);
			return socket;
		}
		RedisStandaloneConfiguration tcp = new RedisStandaloneConfiguration(location.host(), location.port());
		tcp.setPassword(password);
		return tcp;
	}

	/**
	 * Use the application's settings, which nobody else reads.
	 * @param configuration where its Redis is
	 * @param client how to talk to it
	 * @param use what for
	 * @return the way there
	 */
	static SessionRedis at(RedisConfiguration configuration, LettuceClientConfiguration client, RedisUse use) {
		logger.info(use.words() + " the application's Redis (spring.data.redis.*)");
		return withOwnThreads(configuration, client, use);
	}

	/**
	 * Use the Redis of the application's own connection factory, which stays as it is.
	 * @param factory the application's
	 * @param use what for
	 * @return the way there: a private factory that fails fast, if it is Lettuce's
	 */
	static SessionRedis like(RedisConnectionFactory factory, RedisUse use) {
		if (!(factory instanceof LettuceConnectionFactory lettuce)) {
			logger.info(use.words() + " the application's Redis, with the timeouts of its own "
					+ factory.getClass().getSimpleName());
			return new SessionRedis(factory, List.of());
		}
		logger.info(use.words() + " the application's Redis");
		LettuceClientConfiguration client = lettuce.getClientConfiguration();
		Optional<ClientResources> shared = client.getClientResources();
		if (shared.isEmpty()) {
			return withOwnThreads(configuration(lettuce), client, use);
		}
		// Its threads are the application's: they end with its own resources.
		LettuceConnectionFactory quick = factory(configuration(lettuce), client,
				QuickClient.resources(shared.get().mutate()), use);
		return new SessionRedis(quick, List.of(quick::destroy));
	}

	private static RedisConfiguration configuration(LettuceConnectionFactory factory) {
		if (factory.getClusterConfiguration() != null) {
			return factory.getClusterConfiguration();
		}
		if (factory.getSentinelConfiguration() != null) {
			return factory.getSentinelConfiguration();
		}
		return (factory.getSocketConfiguration() != null) ? factory.getSocketConfiguration()
				: factory.getStandaloneConfiguration();
	}

	private static SessionRedis withOwnThreads(RedisConfiguration configuration, LettuceClientConfiguration client,
			RedisUse use) {
		ClientResources resources = QuickClient
			.resources(ClientResources.builder().ioThreadPoolSize(2).computationThreadPoolSize(2));
		LettuceConnectionFactory factory = factory(configuration, client, resources, use);
		return new SessionRedis(factory, List.of(factory::destroy,
				() -> resources.shutdown(0, 0, TimeUnit.SECONDS).awaitUninterruptibly(1, TimeUnit.SECONDS)));
	}

	private static LettuceConnectionFactory factory(RedisConfiguration configuration, LettuceClientConfiguration client,
			ClientResources resources, RedisUse use) {
		boolean tcp = !(configuration instanceof RedisSocketConfiguration);
		LettuceConnectionFactory factory = new LettuceConnectionFactory(configuration,
				QuickClient.like(client, resources, tcp, use));
		factory.afterPropertiesSet();
		return factory;
	}

	RedisConnectionFactory connectionFactory() {
		return this.connectionFactory;
	}

	/**
	 * Return the same way for reactive applications.
	 * @return the factory
	 * @throws IllegalStateException if the application's own factory is not reactive
	 */
	ReactiveRedisConnectionFactory reactiveConnectionFactory() {
		if (this.connectionFactory instanceof ReactiveRedisConnectionFactory reactive) {
			return reactive;
		}
		throw new IllegalStateException("The application's Redis connection factory is not reactive");
	}

	@Override
	public void start() {
		this.running = true;
		for (int tries = 1; !isAnswering() && tries < TRIES; tries++) {
			logger.debug("Redis did not answer yet");
		}
	}

	private boolean isAnswering() {
		try (RedisConnection connection = this.connectionFactory.getConnection()) {
			return connection.ping() != null;
		}
		catch (RuntimeException ex) {
			logger.debug("Redis does not answer", ex);
			return false;
		}
	}

	@Override
	public void stop() {
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Ahead of the web server and of whatever the application starts.
	 */
	@Override
	public int getPhase() {
		return 0;
	}

	@Override
	public void destroy() {
		this.ends.forEach(Runnable::run);
	}

}
