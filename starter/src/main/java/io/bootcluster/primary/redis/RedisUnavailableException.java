package io.bootcluster.primary.redis;

import java.util.List;

/**
 * Sessions have no place to live: no Redis was found and none could be started.
 */
public final class RedisUnavailableException extends RuntimeException {

	private final transient List<String> tried;

	RedisUnavailableException(List<String> tried) {
		super("No Redis for sessions: " + String.join("; ", tried));
		this.tried = List.copyOf(tried);
	}

	/**
	 * Return what was tried, in order, and why it failed.
	 * @return one clause for each attempt
	 */
	public List<String> tried() {
		return this.tried;
	}

	/**
	 * Return the ways out.
	 * @return whole sentences
	 */
	public String action() {
		return "Install redis-server or valkey-server, or set spring.data.redis.url to a Redis of yours, "
				+ "or add the dependency io.bootcluster:bootcluster-embedded-redis (for development), "
				+ "or set bootcluster.session.redis=off if workers need not share sessions.";
	}

}
