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
 * A real Redis on a loopback port that tests can kill, freeze and bring back. A test is
 * skipped and says so where there is no {@code redis-server}.
 */
final class RedisFixture implements AutoCloseable {

	private final int port;

	private Process process;

	private RedisFixture(int port) throws IOException {
		this.port = port;
		this.process = launch();
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
			return abort("redis-server is not on the PATH: " + ex.getMessage());
		}
	}

	private Process launch() throws IOException {
		return new ProcessBuilder("redis-server", "--port", Integer.toString(this.port), "--bind", "127.0.0.1",
				"--save", "", "--appendonly", "no")
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.redirectErrorStream(true)
			.start();
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
		signal("STOP");
	}

	void thaw() throws Exception {
		signal("CONT");
	}

	private void signal(String name) throws Exception {
		new ProcessBuilder("kill", "-" + name, Long.toString(this.process.pid())).start().waitFor();
	}

	void kill() throws Exception {
		this.process.destroyForcibly().waitFor();
	}

	void restart() throws Exception {
		this.process = launch();
		awaitAnswer();
	}

	@Override
	public void close() throws Exception {
		kill();
	}

}
