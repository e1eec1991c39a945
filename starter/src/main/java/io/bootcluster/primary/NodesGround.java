package io.bootcluster.primary;

import io.bootcluster.WrongSettingException;
import io.bootcluster.primary.redis.RedisServers;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Finds out whether nodes can find each other in the Redis that there is, as far as the
 * primary can know.
 */
final class NodesGround {

	private static final Log logger = LogFactory.getLog(Primary.class);

	private static final String ACTION = "Set spring.data.redis.url, or spring.data.redis.host, to a Redis that every"
			+ " node reaches.";

	private NodesGround() {
	}

	/**
	 * Check, and warn of what only one machine can see.
	 * @param settings the settings
	 * @param redis what was found or started for sessions
	 * @throws WrongSettingException if no other node can ever be seen
	 */
	static void check(PrimarySettings settings, RedisServers redis) {
		if (!settings.cluster().nodes().enabled() || redis.location().isEmpty()) {
			return;
		}
		if (redis.location().get().namespaceByApplication()) {
			logger.warn("Nodes are registered in the Redis " + redis.location().get().origin()
					+ ": only nodes on this machine find each other there. " + ACTION);
		}
		else if (settings.sessionsElsewhere().isEmpty()) {
			throw new WrongSettingException("bootcluster.nodes.enabled", "true",
					"the only Redis is one that this primary started for itself, which no other node can see", ACTION);
		}
	}

}
