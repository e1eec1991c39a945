package io.bootcluster.primary.notify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.unix.Socket;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The service manager that started this process and wants to be told how it is, as
 * {@code sd_notify(3)} describes. It listens on a datagram socket in the file system,
 * which the JDK does not speak and Netty's native library does; one call of the kernel,
 * with no event loop. Confined to one thread at a time.
 */
public final class ServiceManager implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(ServiceManager.class);

	private final byte[] address;

	private final Duration watchdog;

	private final Socket socket;

	private boolean failureTold;

	private ServiceManager(byte[] address, Duration watchdog, Socket socket) {
		this.address = address;
		this.watchdog = watchdog;
		this.socket = socket;
	}

	/**
	 * Look for the service manager.
	 * @param environment the environment of this process
	 * @param pid this process
	 * @return the service manager, or empty if there is none that wants to be told
	 */
	public static Optional<ServiceManager> of(Map<String, String> environment, long pid) {
		String socket = environment.get("NOTIFY_SOCKET");
		if (socket == null || socket.isEmpty()) {
			return Optional.empty();
		}
		if (!Epoll.isAvailable()) {
			logger.warn("systemd is not told of anything: the native library is not available here");
			return Optional.empty();
		}
		byte[] address = socket.getBytes(StandardCharsets.UTF_8);
		if (address[0] == '@') {
			address[0] = 0;
		}
		return Optional.of(new ServiceManager(address, watchdog(environment, pid), Socket.newSocketDomainDgram()));
	}

	private static Duration watchdog(Map<String, String> environment, long pid) {
		String whom = environment.getOrDefault("WATCHDOG_PID", Long.toString(pid));
		String micros = environment.getOrDefault("WATCHDOG_USEC", "0");
		try {
			return whom.equals(Long.toString(pid)) ? Duration.ofNanos(Long.parseLong(micros) * 1000) : Duration.ZERO;
		}
		catch (NumberFormatException ex) {
			return Duration.ZERO;
		}
	}

	/**
	 * Return how long it waits for a sign of life before it kills this process.
	 * @return the time, or zero if it does not watch
	 */
	public Duration watchdog() {
		return this.watchdog;
	}

	/**
	 * Tell it something, without waiting.
	 * @param assignments such as {@code READY=1}
	 */
	public void say(String... assignments) {
		byte[] text = String.join("\n", assignments).getBytes(StandardCharsets.UTF_8);
		ByteBuffer datagram = ByteBuffer.allocateDirect(text.length).put(text);
		try {
			this.socket.sendToDomainSocket(datagram, 0, text.length, this.address);
		}
		catch (IOException ex) {
			tell(ex);
		}
	}

	private void tell(IOException ex) {
		if (!this.failureTold) {
			this.failureTold = true;
			logger.warn("systemd cannot be told (said once)", ex);
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
