package io.bootcluster.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Says to a worker what the dispatcher would say, over one connection.
 */
final class RawClient implements AutoCloseable {

	private final SocketChannel channel;

	RawClient(SocketAddress address) throws IOException {
		this.channel = (address instanceof UnixDomainSocketAddress) ? SocketChannel.open(StandardProtocolFamily.UNIX)
				: SocketChannel.open();
		this.channel.connect(address);
	}

	/**
	 * Send one request on a fresh connection, and read to the connection's end.
	 */
	static String get(SocketAddress address, String path, String... fields) throws IOException {
		try (RawClient client = new RawClient(address)) {
			client.send(path,
					"Connection: close\r\n" + String.join("\r\n", fields) + ((fields.length > 0) ? "\r\n" : ""));
			return client.readToEnd();
		}
	}

	void send(String path, String fields) throws IOException {
		String head = "GET " + path + " HTTP/1.1\r\nHost: example.com\r\n" + fields + "\r\n";
		ByteBuffer bytes = ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII));
		while (bytes.hasRemaining()) {
			this.channel.write(bytes);
		}
	}

	/**
	 * Read until the given text has come.
	 */
	String readUntil(String text) throws IOException {
		StringBuilder all = new StringBuilder();
		ByteBuffer buffer = ByteBuffer.allocate(8192);
		while (all.indexOf(text) == -1 && this.channel.read(buffer) >= 0) {
			all.append(StandardCharsets.UTF_8.decode(buffer.flip()));
			buffer.clear();
		}
		return all.toString();
	}

	String readToEnd() throws IOException {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		ByteBuffer buffer = ByteBuffer.allocate(8192);
		while (this.channel.read(buffer) >= 0) {
			all.write(buffer.array(), 0, buffer.position());
			buffer.clear();
		}
		return all.toString(StandardCharsets.UTF_8);
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
