package io.bootcluster.session;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

import io.bootcluster.RedisLocation;
import org.awaitility.Awaitility;

import static org.junit.jupiter.api.Assumptions.abort;

/**
 * A real Redis on a loopback port that tests can kill, freeze and bring back: a container
 * where a Docker engine is, else a {@code redis-server} from the PATH. A test is skipped
 * and says so where there is neither.
 */
final class RedisFixture implements AutoCloseable {

	private final int port;

	private final Engine engine;

	private RedisFixture(int port) throws IOException {
		this.port = port;
		this.engine = engine(port);
	}

	/**
	 * An image that is not there yet is only fetched where nothing else is to be had.
	 */
	private static Engine engine(int port) throws IOException {
		if (ContainerRedis.isAtHand()) {
			return new ContainerRedis(port);
		}
		try {
			return new LocalRedis(port);
		}
		catch (IOException ex) {
			if (ContainerRedis.isPossible()) {
				return new ContainerRedis(port);
			}
			throw ex;
		}
	}

	static RedisFixture start() throws Exception {
		try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			int port = probe.getLocalPort();
			probe.close();
			RedisFixture redis = new RedisFixture(port);
			redis.awaitAnswer();
			return redis;
		}
		catch (IOException ex) {
			return abort("There is no Docker engine, and redis-server is not on the PATH: " + ex.getMessage());
		}
	}

	private void awaitAnswer() {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(10))
			.ignoreExceptions()
			.until(() -> command("PING").startsWith("+PONG"));
	}

	String command(String inline) throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout(2000);
			socket.getOutputStream().write((inline + "\r\n").getBytes());
			byte[] answer = new byte[4096];
			return new String(answer, 0, Math.max(0, socket.getInputStream().read(answer)));
		}
	}

	RedisLocation location() {
		return new RedisLocation("127.0.0.1", this.port, Optional.empty(), Optional.empty(), "of a test", false);
	}

	int port() {
		return this.port;
	}

	void freeze() throws Exception {
		this.engine.freeze();
	}

	void thaw() throws Exception {
		this.engine.thaw();
	}

	void kill() throws Exception {
		this.engine.kill();
	}

	void restart() throws Exception {
		this.engine.restart();
		awaitAnswer();
	}

	@Override
	public void close() throws Exception {
		this.engine.close();
	}

	/**
	 * What runs the server. It runs once constructed, but may not answer yet.
	 */
	interface Engine extends AutoCloseable {

		void freeze() throws Exception;

		void thaw() throws Exception;

		void kill() throws Exception;

		void restart() throws Exception;

	}

}
