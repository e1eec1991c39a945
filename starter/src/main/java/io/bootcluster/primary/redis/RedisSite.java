package io.bootcluster.primary.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

import io.bootcluster.RedisLocation;

/**
 * Where a Redis of our own lives, the same for all its lives, and the configuration that
 * says so.
 *
 * @param directory private directory
 * @param socket path of its Unix domain socket, or empty where it needs a port
 * @param port its loopback port, or 0
 * @param password random, told to nobody but the workers
 */
record RedisSite(Path directory, Optional<Path> socket, int port, String password) {

	private static final int LONGEST_SOCKET_PATH = 103;

	/**
	 * Choose a site with a new password.
	 * @param directory private directory
	 * @param unix whether workers can use a Unix domain socket
	 * @return the site
	 * @throws IOException if no port is free
	 */
	static RedisSite choose(Path directory, boolean unix) throws IOException {
		byte[] random = new byte[24];
		new SecureRandom().nextBytes(random);
		String password = HexFormat.of().formatHex(random);
		Path socket = directory.resolve("redis.sock");
		boolean fits = socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET_PATH;
		return (unix && fits) ? new RedisSite(directory, Optional.of(socket), 0, password)
				: new RedisSite(directory, Optional.empty(), freePort(), password);
	}

	/**
	 * Return the site of a server that was started before.
	 * @param location where workers find it
	 * @param directory private directory
	 * @return the site
	 */
	static RedisSite of(RedisLocation location, Path directory) {
		return new RedisSite(directory, location.socket(), location.port(), location.password().orElse(""));
	}

	private static int freePort() throws IOException {
		try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return probe.getLocalPort();
		}
	}

	SocketAddress address() {
		return this.socket.<SocketAddress>map(UnixDomainSocketAddress::of)
			.orElseGet(() -> new InetSocketAddress(InetAddress.getLoopbackAddress(), this.port));
	}

	RedisLocation location(String origin) {
		return new RedisLocation("127.0.0.1", this.port, this.socket, Optional.of(this.password), origin, false);
	}

	/**
	 * Return the configuration: nothing is kept on disk, nobody else may come in.
	 * @return lines for {@code redis-server}
	 */
	String configuration() {
		String listener = this.socket.map((path) -> "unixsocket " + quoted(path) + "\nunixsocketperm 700\n")
			.orElse("bind 127.0.0.1\n");
		return "port " + this.port + "\n" + listener + """
				requirepass %s
				dir %s
				save ""
				appendonly no
				daemonize no
				loglevel warning
				""".formatted(this.password, quoted(this.directory));
	}

	private static String quoted(Path path) {
		return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
	}

	@Override
	public String toString() {
		return address().toString();
	}

}
