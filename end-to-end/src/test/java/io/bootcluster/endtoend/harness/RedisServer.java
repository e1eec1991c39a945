package io.bootcluster.endtoend.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.awaitility.Awaitility.await;

/**
 * A real Redis of a test's own, which can be killed and started again on the same port.
 */
public final class RedisServer implements AutoCloseable {

	private final int port = Launch.freePort();

	private final String addresses;

	private Process process;

	public RedisServer() {
		this("127.0.0.1");
	}

	/**
	 * Start one that others reach, too.
	 * @param address a further address of this machine
	 */
	public RedisServer(String address) {
		this.addresses = Stream.of("127.0.0.1", address).distinct().collect(Collectors.joining(" "));
		this.process = launch();
	}

	public int port() {
		return this.port;
	}

	public void kill() {
		this.process.destroyForcibly();
		try {
			this.process.waitFor(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	public void freeze() {
		Signal.STOP.send(this.process.pid());
	}

	public void thaw() {
		Signal.CONT.send(this.process.pid());
	}

	/**
	 * Start again after {@link #kill()}, with nothing in it.
	 */
	public void restart() {
		this.process = launch();
	}

	/**
	 * Send one command and read its one-line answer.
	 * @param command the command, without spaces in its words
	 * @return the answer without its type
	 */
	public String command(String command) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout(5000);
			socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
			BufferedReader reader = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
			String line = reader.readLine();
			return line.startsWith("$") && !line.equals("$-1") ? reader.readLine() : line.substring(1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Process launch() {
		try {
			Process process = new ProcessBuilder("redis-server", "--port", Integer.toString(this.port), "--bind",
					this.addresses, "--protected-mode", "no", "--save", "", "--appendonly", "no")
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
			await("Redis answers").atMost(Duration.ofSeconds(30))
				.pollInterval(Duration.ofMillis(10))
				.ignoreExceptions()
				.until(() -> command("PING").equals("PONG"));
			return process;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("redis-server is needed for these tests", ex);
		}
	}

	@Override
	public void close() {
		kill();
	}

}
