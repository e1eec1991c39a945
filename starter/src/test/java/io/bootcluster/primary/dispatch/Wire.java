package io.bootcluster.primary.dispatch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A socket that a test writes and reads by hand. Reading past the end yields what there
 * was.
 */
class Wire implements AutoCloseable {

	private final SocketChannel channel;

	private final ByteBuffer read = ByteBuffer.allocate(16 * 1024).limit(0);

	Wire(SocketChannel channel) {
		this.channel = channel;
	}

	static Wire to(int port) throws IOException {
		return new Wire(SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
	}

	SocketChannel channel() {
		return this.channel;
	}

	Wire send(String text) throws IOException {
		return send(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	Wire send(byte[] bytes) throws IOException {
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		while (buffer.hasRemaining()) {
			this.channel.write(buffer);
		}
		return this;
	}

	int readByte() throws IOException {
		if (!this.read.hasRemaining()) {
			this.read.clear();
			int count = this.channel.read(this.read);
			this.read.flip();
			if (count < 0) {
				return -1;
			}
		}
		return this.read.get() & 0xff;
	}

	/**
	 * Read up to and including an end.
	 */
	String until(String end) throws IOException {
		ByteArrayOutputStream text = new ByteArrayOutputStream();
		int next = readByte();
		while (next >= 0) {
			text.write(next);
			if (next == end.charAt(end.length() - 1) && text.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
				break;
			}
			next = readByte();
		}
		return text.toString(StandardCharsets.ISO_8859_1);
	}

	String head() throws IOException {
		return until("\r\n\r\n");
	}

	String bytes(int count) throws IOException {
		ByteArrayOutputStream text = new ByteArrayOutputStream();
		for (int i = 0; i < count; i++) {
			int next = readByte();
			if (next < 0) {
				break;
			}
			text.write(next);
		}
		return text.toString(StandardCharsets.ISO_8859_1);
	}

	/**
	 * Read one answer framed by its length.
	 */
	String message() throws IOException {
		String head = head();
		int at = head.toLowerCase(java.util.Locale.ROOT).indexOf("content-length: ");
		int length = (at < 0) ? 0 : Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
		return head + bytes(length);
	}

	/**
	 * Read to the end, which a reset is too.
	 */
	String rest() {
		StringBuilder text = new StringBuilder();
		try {
			for (int next = readByte(); next >= 0; next = readByte()) {
				text.append((char) next);
			}
		}
		catch (IOException ex) {
			text.append("<reset>");
		}
		return text.toString();
	}

	long skip(long count) throws IOException {
		long skipped = 0;
		while (skipped < count) {
			if (!this.read.hasRemaining()) {
				this.read.clear();
				int got = this.channel.read(this.read);
				this.read.flip();
				if (got < 0) {
					return skipped;
				}
			}
			int step = (int) Math.min(count - skipped, this.read.remaining());
			this.read.position(this.read.position() + step);
			skipped += step;
		}
		return skipped;
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
