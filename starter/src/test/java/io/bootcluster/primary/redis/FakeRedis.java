package io.bootcluster.primary.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Answers whoever connects with one text, whatever is said.
 */
final class FakeRedis implements AutoCloseable {

	private final ServerSocket server;

	private FakeRedis(ServerSocket server) {
		this.server = server;
	}

	static FakeRedis answering(String answer) {
		try {
			FakeRedis redis = new FakeRedis(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
			Thread thread = new Thread(() -> redis.serve(answer));
			thread.setDaemon(true);
			thread.start();
			return redis;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void serve(String answer) {
		try {
			while (true) {
				try (Socket client = this.server.accept()) {
					client.getInputStream().read();
					client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
					client.getOutputStream().flush();
					client.getInputStream().read(new byte[256]);
					client.getInputStream().read();
				}
			}
		}
		catch (IOException ex) {
			// Closed.
		}
	}

	InetSocketAddress address() {
		return (InetSocketAddress) this.server.getLocalSocketAddress();
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
