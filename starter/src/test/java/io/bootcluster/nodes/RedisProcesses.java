package io.bootcluster.nodes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Real Redis servers of a test's own, by port: alone, with a sentinel, or as a cluster. A
 * test is skipped and says so where {@code redis-server} or {@code redis-cli} is absent.
 */
final class RedisProcesses implements AutoCloseable {

	private final Map<Integer, Process> servers = new HashMap<>();

	private final List<Path> directories = new ArrayList<>();

	RedisProcesses() {
		for (String program : List.of("redis-server", "redis-cli")) {
			assumeTrue(
					Stream.of(System.getenv("PATH").split(":"))
						.anyMatch((path) -> Files.isExecutable(Path.of(path, program))),
					program + " is not on the PATH");
		}
	}

	int alone(String... options) throws IOException {
		int port = freePort();
		start(port, options);
		return port;
	}

	void start(int port, String... options) throws IOException {
		Path directory = Files.createTempDirectory("redis");
		this.directories.add(directory);
		List<String> command = new ArrayList<>(List.of("redis-server", "--port", Integer.toString(port), "--bind",
				"127.0.0.1", "--save", "", "--appendonly", "no", "--dir", directory.toString()));
		command.addAll(List.of(options));
		launch(port, command);
	}

	/**
	 * Have a master and its replica watched.
	 * @return the sentinel's port
	 */
	int sentinel(int master) throws IOException {
		int port = freePort();
		Path directory = Files.createTempDirectory("sentinel");
		this.directories.add(directory);
		Path configuration = Files.writeString(directory.resolve("sentinel.conf"), """
				port %d
				bind 127.0.0.1
				dir %s
				sentinel monitor themaster 127.0.0.1 %d 1
				sentinel down-after-milliseconds themaster 500
				sentinel failover-timeout themaster 3000
				""".formatted(port, directory, master));
		launch(port, List.of("redis-server", configuration.toString(), "--sentinel"));
		return port;
	}

	/**
	 * Make a cluster of three masters.
	 * @return their ports
	 */
	List<Integer> cluster() throws Exception {
		List<Integer> ports = List.of(clusterPort(), clusterPort(), clusterPort());
		List<String> command = new ArrayList<>(List.of("redis-cli", "--cluster", "create"));
		for (int port : ports) {
			start(port, "--cluster-enabled", "yes", "--cluster-node-timeout", "2000");
			command.add("127.0.0.1:" + port);
		}
		command.add("--cluster-yes");
		Process create = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(create.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (create.waitFor() != 0) {
			throw new IOException(output);
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> command(ports.get(0), "CLUSTER INFO").contains("cluster_state:ok")
					&& command(ports.get(2), "CLUSTER INFO").contains("cluster_state:ok"));
		return ports;
	}

	/**
	 * The cluster's own port is this one and 10000. Both are below those that the kernel
	 * gives to whoever connects.
	 */
	private static int clusterPort() {
		return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(11_000, 16_000))
			.filter((port) -> isFree(port) && isFree(port + 10_000))
			.findFirst()
			.getAsInt();
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private void launch(int port, List<String> command) throws IOException {
		this.servers.put(port,
				new ProcessBuilder(command).redirectErrorStream(true)
					.redirectOutput(ProcessBuilder.Redirect.DISCARD)
					.start());
		Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.pollInterval(Duration.ofMillis(10))
			.ignoreExceptions()
			.until(() -> command(port, "PING").startsWith("+PONG"));
	}

	String command(int port, String inline) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
			socket.setSoTimeout(5000);
			socket.getOutputStream().write((inline + "\r\n").getBytes(StandardCharsets.UTF_8));
			byte[] answer = new byte[8192];
			return new String(answer, 0, Math.max(0, socket.getInputStream().read(answer)), StandardCharsets.UTF_8);
		}
	}

	void kill(int port) throws InterruptedException {
		this.servers.remove(port).destroyForcibly().waitFor();
	}

	private static int freePort() throws IOException {
		try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return probe.getLocalPort();
		}
	}

	@Override
	public void close() throws Exception {
		this.servers.values().forEach(Process::destroyForcibly);
		for (Process server : this.servers.values()) {
			server.waitFor(10, TimeUnit.SECONDS);
		}
		for (Path directory : this.directories) {
			try (Stream<Path> files = Files.walk(directory)) {
				files.sorted((one, two) -> two.compareTo(one)).forEach((file) -> file.toFile().delete());
			}
		}
	}

}
