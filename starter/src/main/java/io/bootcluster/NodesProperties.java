package io.bootcluster;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which other nodes there are.
 *
 * @param enabled Whether this node registers in the application's Redis, where others
 * find it.
 * @param id Name of this node, unlike any other's; by default its host's name and port.
 * @param address Host and port where balancers reach this node; by default this machine's
 * address and the public port.
 * @param namespace Name of what the nodes have in common; by default the application's
 * name.
 * @param interval Time between two signs of life in Redis.
 * @param expiry Time without a sign of life after which a node is gone, and leadership
 * over all nodes is free.
 * @param quietPeriod Time for which nodes must have stayed as they are before anybody
 * acts on a change.
 * @param drainDelay Time between the word that this node drains and its first refusal; by
 * default 5s where nodes are registered, and none elsewhere.
 * @param reloadTimeout Time that one node may take for its part of a reload of all nodes.
 */
public record NodesProperties(@DefaultValue("false") boolean enabled, @Nullable String id, @Nullable String address,
		@Nullable String namespace, @DefaultValue("1s") Duration interval, @DefaultValue("5s") Duration expiry,
		@DefaultValue("500ms") Duration quietPeriod, @Nullable Duration drainDelay,
		@DefaultValue("10m") Duration reloadTimeout) {

	private static final Duration USUAL_DRAIN_DELAY = Duration.ofSeconds(5);

	private static final int LEAST_SIGNS = 3;

	public NodesProperties {
		Setting.positive("nodes.interval", interval);
		Setting.notNegative("nodes.quiet-period", quietPeriod);
		Setting.positive("nodes.reload-timeout", reloadTimeout);
		if (expiry.compareTo(interval.multipliedBy(LEAST_SIGNS)) < 0) {
			throw new WrongSettingException(
					"bootcluster.nodes.expiry", Setting.text(expiry), "it is shorter than " + LEAST_SIGNS
							+ " times bootcluster.nodes.interval, which is " + Setting.text(interval),
					"Set an expiry that a late sign of life or two do not exceed.");
		}
		if (drainDelay != null) {
			Setting.notNegative("nodes.drain-delay", drainDelay);
		}
	}

	/**
	 * Return how long a node that drains goes on accepting.
	 * @return what is set, or what is usual
	 */
	public Duration effectiveDrainDelay() {
		if (this.drainDelay != null) {
			return this.drainDelay;
		}
		return this.enabled ? USUAL_DRAIN_DELAY : Duration.ZERO;
	}

}
