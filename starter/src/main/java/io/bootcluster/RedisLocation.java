package io.bootcluster;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the Redis is that the primary found or started for the workers' sessions.
 *
 * @param host name or address of its host
 * @param port its port; 0 where it only listens on a Unix domain socket
 * @param socket path of its Unix domain socket, preferred where present
 * @param password what it asks for; never shown
 * @param origin where it comes from, for the log, such as {@code found on localhost:6379}
 * @param namespaceByApplication whether others may use it too, so that keys must carry
 * the application's name
 */
public record RedisLocation(String host, int port, Optional<Path> socket, Optional<String> password, String origin,
		boolean namespaceByApplication) {

	@Override
	public String toString() {
		return this.origin + this.socket.map((path) -> " (unix:" + path + ")")
			.orElseGet(() -> " (" + this.host + ":" + this.port + ")");
	}

}
