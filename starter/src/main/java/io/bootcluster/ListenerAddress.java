package io.bootcluster;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/**
 * Where one private listener of a worker can be reached: a Unix domain socket, or a port
 * on the loopback interface.
 *
 * @param text the address as text, {@code unix:/path} or {@code tcp:port}
 */
public record ListenerAddress(String text) {

	private static final String UNIX = "unix:";

	private static final String TCP = "tcp:";

	public ListenerAddress {
		if (!text.startsWith(UNIX) && !text.startsWith(TCP)) {
			throw new IllegalArgumentException("Not a listener's address: '" + text + "'");
		}
	}

	/**
	 * Return the address of a Unix domain socket.
	 * @param path the socket's path, at most 107 bytes on Linux and 103 on macOS
	 * @return the address
	 */
	public static ListenerAddress unix(Path path) {
		return new ListenerAddress(UNIX + path);
	}

	/**
	 * Return the address of a port on the loopback interface.
	 * @param port the port; 0 where the listener is still to choose one
	 * @return the address
	 */
	public static ListenerAddress tcp(int port) {
		return new ListenerAddress(TCP + port);
	}

	/**
	 * Return whether this is a Unix domain socket.
	 * @return {@code false} for a loopback port
	 */
	public boolean isUnix() {
		return this.text.startsWith(UNIX);
	}

	/**
	 * Return the path of the Unix domain socket.
	 * @return the path
	 * @throws IllegalStateException if this is a loopback port
	 */
	public Path path() {
		if (!isUnix()) {
			throw new IllegalStateException(this.text + " has no path");
		}
		return Path.of(this.text.substring(UNIX.length()));
	}

	/**
	 * Return the loopback port.
	 * @return the port, 0 to 65535
	 * @throws IllegalStateException if this is a Unix domain socket
	 */
	public int port() {
		if (isUnix()) {
			throw new IllegalStateException(this.text + " has no port");
		}
		return Integer.parseInt(this.text.substring(TCP.length()));
	}

	/**
	 * Return the address as the JDK understands it.
	 * @return a {@link UnixDomainSocketAddress} or an {@link InetSocketAddress}
	 */
	public SocketAddress toSocketAddress() {
		return isUnix() ? UnixDomainSocketAddress.of(path())
				: new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
	}

	@Override
	public String toString() {
		return this.text;
	}

}
