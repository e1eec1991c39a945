package io.bootcluster.endtoend.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Another machine for a node: a network namespace with two cables, one to Redis and one
 * to clients, each of which can be pulled and put back. Needs root and {@code ip};
 * nothing of it is left when it is closed.
 */
public final class NodeHost implements AutoCloseable {

	/**
	 * This machine's address on the cable to Redis.
	 */
	public static final String REDIS = "198.18.84.1";

	/**
	 * The other machine's address on the cable to clients.
	 */
	public static final String ADDRESS = "198.18.85.2";

	private final String name = "bn" + ProcessHandle.current().pid();

	private NodeHost() {
	}

	/**
	 * Connect another machine.
	 * @return the machine, or empty if this one cannot have namespaces
	 */
	public static Optional<NodeHost> connect() {
		NodeHost host = new NodeHost();
		try {
			host.run("ip netns add " + host.name);
			host.run("ip -n " + host.name + " link set lo up");
			for (Cable cable : Cable.values()) {
				host.lay(cable);
			}
			return Optional.of(host);
		}
		catch (IOException ex) {
			host.close();
			return Optional.empty();
		}
	}

	private void lay(Cable cable) throws IOException {
		String here = this.name + cable.end;
		String there = here + "x";
		run("ip link add " + here + " type veth peer name " + there + " netns " + this.name);
		run("ip addr add " + cable.network + ".1/30 dev " + here);
		run("ip link set " + here + " up");
		run("ip -n " + this.name + " addr add " + cable.network + ".2/30 dev " + there);
		run("ip -n " + this.name + " link set " + there + " up");
	}

	/**
	 * Return how a program is run there.
	 * @return the words before it
	 */
	public String[] prefix() {
		return new String[] { "ip", "netns", "exec", this.name };
	}

	/**
	 * Ask the node from its own machine.
	 * @param port its port
	 * @param path the path
	 * @return the body, empty if nobody answered
	 */
	public String ask(int port, String path) {
		try {
			return run(String.join(" ", prefix()) + " curl -s -m 5 http://127.0.0.1:" + port + path);
		}
		catch (IOException ex) {
			return "";
		}
	}

	public void pull(Cable cable) {
		set(cable, "down");
	}

	public void plugIn(Cable cable) {
		set(cable, "up");
	}

	private void set(Cable cable, String state) {
		try {
			run("ip -n " + this.name + " link set " + this.name + cable.end + "x " + state);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String run(String command) throws IOException {
		try {
			Process process = new ProcessBuilder(List.of(command.split(" "))).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			if (process.waitFor() != 0) {
				throw new IOException(command + ": " + output.strip());
			}
			return output;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

	@Override
	public void close() {
		for (Cable cable : Cable.values()) {
			runQuietly("ip link del " + this.name + cable.end);
		}
		runQuietly("ip netns del " + this.name);
	}

	private void runQuietly(String command) {
		try {
			run(command);
		}
		catch (IOException ex) {
			// It never came up.
		}
	}

	/**
	 * What leads there.
	 */
	public enum Cable {

		/**
		 * To Redis.
		 */
		REDIS("r", "198.18.84"),

		/**
		 * To Nginx and other clients.
		 */
		CLIENTS("c", "198.18.85");

		private final String end;

		private final String network;

		Cable(String end, String network) {
			this.end = end;
			this.network = network;
		}

	}

}
