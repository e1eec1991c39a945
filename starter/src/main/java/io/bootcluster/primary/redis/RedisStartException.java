package io.bootcluster.primary.redis;

/**
 * A Redis of our own did not come up.
 */
final class RedisStartException extends Exception {

	RedisStartException(String message) {
		super(message);
	}

}
