package io.bootcluster;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

	private static final Pattern ADDRESS = Pattern
		.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}]):([0-9]{1,5})");

	private static final int HIGHEST_PORT = 65_535;

	public NodesProperties {
		if (id != null && !isId(id)) {
			throw wrong("id", id, "a node's id has 1 to 128 letters, digits, '.', '_', ':' and '-'",
					"Set an id of such characters, or remove the property to get host name and port.");
		}
		if (address != null && !isAddress(address)) {
			throw wrong("address", address, "it is not a host and a port from 1 to 65535",
					"Set it as host:port or, for IPv6, as [address]:port.");
		}
		if (namespace != null && !namespace.matches("[A-Za-z0-9._-]{1,128}")) {
			throw wrong("namespace", namespace, "a namespace has 1 to 128 letters, digits, '.', '_' and '-'",
					"Set one of such characters, or remove the property to get the application's name.");
		}
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

	private static WrongSettingException wrong(String name, String value, String reason, String action) {
		return new WrongSettingException("bootcluster.nodes." + name, value, reason, action);
	}

	/**
	 * Return whether a text can be a node's id: it goes into other programs'
	 * configurations.
	 * @param text the text
	 * @return whether it has 1 to 128 letters, digits, {@code . _ : -} and nothing else
	 */
	public static boolean isId(String text) {
		return ID.matcher(text).matches();
	}

	/**
	 * Return whether a text can be a node's address.
	 * @param text the text
	 * @return whether it is {@code host:port} or {@code [address]:port}
	 */
	public static boolean isAddress(String text) {
		Matcher matcher = ADDRESS.matcher(text);
		if (!matcher.matches()) {
			return false;
		}
		int port = Integer.parseInt(matcher.group(2));
		return port >= 1 && port <= HIGHEST_PORT;
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
