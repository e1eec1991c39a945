package io.bootcluster.primary;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/**
 * Who this node is.
 *
 * @param id its name, host and port
 * @param startedAt when the primary started
 */
record NodeIdentity(String id, Instant startedAt) {

	/**
	 * Name this machine's node.
	 * @param port its public port
	 * @return the identity
	 */
	static NodeIdentity ofThisMachine(int port) {
		long startedAt = ManagementFactory.getRuntimeMXBean().getStartTime();
		return new NodeIdentity(hostName() + ":" + port, Instant.ofEpochMilli(startedAt));
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
