package io.bootcluster.session;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.RedisTemplate;

/**
 * Sends every command of the session repository through a {@link Breaker}.
 */
final class FailFastRedisTemplate extends RedisTemplate<String, Object> {

	private final Breaker breaker;

	FailFastRedisTemplate(Breaker breaker) {
		this.breaker = breaker;
	}

	@Override
	public <T extends @Nullable Object> T execute(RedisCallback<T> action, boolean exposeConnection, boolean pipeline) {
		return this.breaker.call(() -> super.execute(action, exposeConnection, pipeline));
	}

	/**
	 * Return whether a failure says that Redis does not answer, rather than what it
	 * answered.
	 * @param failure what Spring Data made of the driver's exception
	 * @return {@code true} for timeouts and lost or refused connections
	 */
	static boolean isOutage(RuntimeException failure) {
		if (failure instanceof QueryTimeoutException || failure instanceof RedisConnectionFailureException) {
			return true;
		}
		return failure instanceof RedisSystemException && failure.getCause() instanceof RedisException cause
				&& !(cause instanceof RedisCommandExecutionException);
	}

}
