package io.bootcluster.primary;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import io.bootcluster.NodesProperties;

/**
 * Who this node is, and where others reach it.
 *
 * @param id its name, by default host and port
 * @param address where balancers reach it, {@code host:port}
 * @param startedAt when the primary started
 */
record NodeIdentity(String id, String address, Instant startedAt) {

	/**
	 * Name this machine's node.
	 * @param settings what the user calls it
	 * @param host the address that it listens on, or empty if on all
	 * @param port its public port
	 * @return the identity
	 */
	static NodeIdentity of(NodesProperties settings, Optional<InetAddress> host, int port) {
		long startedAt = ManagementFactory.getRuntimeMXBean().getStartTime();
		String id = Objects.requireNonNullElseGet(settings.id(), () -> hostName() + ":" + port);
		String address = Objects.requireNonNullElseGet(settings.address(), () -> NodeAddress.of(host, port));
		return new NodeIdentity(id, address, Instant.ofEpochMilli(startedAt));
	}

	private static String hostName() {
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "localhost";
		}
	}

}
