package io.bootcluster.session;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.JdkSerializationRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * What every kind of session repository is built from.
 *
 * @param redis the way to Redis
 * @param settings how sessions are kept
 * @param undecodable where sessions that cannot be decoded are told
 */
record SessionStore(SessionRedis redis, SessionSettings settings, UndecodableSessions undecodable) {

	/**
	 * Long enough for a request that failed to show its error page, which asks for the
	 * session again, and short enough to be back within a second.
	 */
	private static final Duration PAUSE = Duration.ofMillis(400);

	RedisTemplate<String, Object> template(@Nullable RedisSerializer<Object> serializer,
			@Nullable ClassLoader classLoader) {
		Breaker breaker = new Breaker(PAUSE, QuickClient.COMMAND_TIMEOUT, FailFastRedisTemplate::isOutage,
				System::nanoTime);
		RedisSerializer<Object> values = orDefault(serializer, classLoader);
		RedisTemplate<String, Object> template = new FailFastRedisTemplate(breaker);
		template.setKeySerializer(RedisSerializer.string());
		template.setHashKeySerializer(RedisSerializer.string());
		template.setDefaultSerializer(values);
		template.setHashValueSerializer(new TolerantSerializer(values, this.undecodable));
		template.setConnectionFactory(this.redis.connectionFactory());
		template.setBeanClassLoader(classLoader);
		template.afterPropertiesSet();
		return template;
	}

	RedisSerializer<Object> tolerant(@Nullable RedisSerializer<Object> serializer, @Nullable ClassLoader classLoader) {
		return new TolerantSerializer(orDefault(serializer, classLoader), this.undecodable);
	}

	TolerantSessionMapper mapper() {
		return new TolerantSessionMapper(this.undecodable);
	}

	private static RedisSerializer<Object> orDefault(@Nullable RedisSerializer<Object> serializer,
			@Nullable ClassLoader classLoader) {
		return (serializer != null) ? serializer : new JdkSerializationRedisSerializer(classLoader);
	}

}
