package io.bootcluster.session;

import java.time.Duration;

/**
 * What a connection to Redis is for.
 *
 * @param words what happens there, for the log
 * @param timeout longest time for a command, and for connecting
 * @param followsMasters whether to look for new masters of a Redis Cluster, even if the
 * application did not ask for it
 */
record RedisUse(String words, Duration timeout, boolean followsMasters) {

	/**
	 * For sessions.
	 */
	static final RedisUse SESSIONS = new RedisUse("Sessions live in", QuickClient.COMMAND_TIMEOUT, false);

	/**
	 * For the register of nodes.
	 * @param interval time between two looks, which a command must not exceed
	 * @return the use
	 */
	static RedisUse nodes(Duration interval) {
		return new RedisUse("Nodes are registered in",
				(interval.compareTo(QuickClient.COMMAND_TIMEOUT) < 0) ? interval : QuickClient.COMMAND_TIMEOUT, true);
	}

}
