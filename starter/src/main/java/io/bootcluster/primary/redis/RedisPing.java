package io.bootcluster.primary.redis;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks whether a Redis answers at an address. All that is ever said is one {@code PING},
 * to a Redis of our own after its password. Safe from any thread.
 */
final class RedisPing {

	private static final int LONGEST_ANSWER = 512;

	private RedisPing() {
	}

	/**
	 * Ask once.
	 * @param address where
	 * @param password what to authenticate with, of a Redis of our own
	 * @param timeout longest time for everything
	 * @return whether the answer was {@code +PONG}
	 */
	static boolean answers(SocketAddress address, Optional<String> password, Duration timeout) {
		String question = password.map((text) -> "AUTH " + text + "\r\n").orElse("") + "PING\r\n";
		String pong = password.isPresent() ? "+OK\r\n+PONG\r\n" : "+PONG\r\n";
		long deadline = System.nanoTime() + timeout.toNanos();
		try (Selector selector = Selector.open(); SocketChannel channel = open(address)) {
			channel.configureBlocking(false);
			SelectionKey key = channel.register(selector, 0);
			if (!channel.connect(address)) {
				key.interestOps(SelectionKey.OP_CONNECT);
				if (!await(selector, deadline) || !channel.finishConnect()) {
					return false;
				}
			}
			channel.write(ByteBuffer.wrap(question.getBytes(StandardCharsets.US_ASCII)));
			key.interestOps(SelectionKey.OP_READ);
			return read(channel, selector, pong, deadline).equals(pong);
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static SocketChannel open(SocketAddress address) throws IOException {
		return (address instanceof UnixDomainSocketAddress) ? SocketChannel.open(StandardProtocolFamily.UNIX)
				: SocketChannel.open();
	}

	private static String read(SocketChannel channel, Selector selector, String expected, long deadline)
			throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(LONGEST_ANSWER);
		String answer = "";
		while (expected.startsWith(answer) && answer.length() < expected.length()) {
			if (!await(selector, deadline) || channel.read(buffer) < 0) {
				return answer;
			}
			answer = new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
		}
		return answer;
	}

	private static boolean await(Selector selector, long deadline) throws IOException {
		long millis = (deadline - System.nanoTime()) / 1_000_000;
		selector.selectedKeys().clear();
		return millis > 0 && selector.select(millis) > 0;
	}

}
