package io.bootcluster.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

import io.bootcluster.Sibling;
import io.bootcluster.SiblingAnswer;
import org.jspecify.annotations.Nullable;

/**
 * One question to one sibling, in HTTP/1.0 over a connection of its own, which never
 * waits. Confined to the thread that asks.
 */
final class AskCall {

	/**
	 * Larger than the metrics of any application.
	 */
	static final int MOST_OCTETS = 32 * 1024 * 1024;

	private static final int PIECE = 64 * 1024;

	private final Sibling sibling;

	private final ByteBuffer[] question;

	private final ByteArrayOutputStream received = new ByteArrayOutputStream(PIECE);

	private @Nullable SocketChannel channel;

	private @Nullable SiblingAnswer answer;

	AskCall(Sibling sibling, ByteBuffer... question) {
		this.sibling = sibling;
		this.question = question;
	}

	void start(Selector selector) {
		try {
			this.channel = this.sibling.address().isUnix() ? SocketChannel.open(StandardProtocolFamily.UNIX)
					: SocketChannel.open();
			this.channel.configureBlocking(false);
			boolean connected = this.channel.connect(this.sibling.address().toSocketAddress());
			this.channel.register(selector, connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT, this);
		}
		catch (IOException ex) {
			fail("It cannot be reached: " + ex.getMessage());
		}
	}

	/**
	 * Go on as far as the connection allows.
	 * @param key the connection's
	 * @param piece room to read into, shared by all calls of a thread
	 */
	void proceed(SelectionKey key, byte[] piece) {
		SocketChannel channel = (SocketChannel) key.channel();
		try {
			if (key.isConnectable() && channel.finishConnect()) {
				key.interestOps(SelectionKey.OP_WRITE);
			}
			else if (key.isWritable()) {
				channel.write(this.question);
				if (!this.question[this.question.length - 1].hasRemaining()) {
					key.interestOps(SelectionKey.OP_READ);
				}
			}
			else if (key.isReadable()) {
				read(channel, piece);
			}
		}
		catch (IOException ex) {
			fail("Its connection broke: " + ex.getMessage());
		}
	}

	private void read(SocketChannel channel, byte[] piece) throws IOException {
		int count = channel.read(ByteBuffer.wrap(piece));
		if (count < 0) {
			finish(this.received.toByteArray());
			return;
		}
		this.received.write(piece, 0, count);
		if (this.received.size() > MOST_OCTETS) {
			fail("Its answer is larger than " + MOST_OCTETS + " bytes");
		}
	}

	private void finish(byte[] octets) {
		String text = new String(octets, 0, Math.min(octets.length, PIECE), StandardCharsets.ISO_8859_1);
		int head = text.indexOf("\r\n\r\n");
		if (head < 0 || !text.startsWith("HTTP/1.")) {
			fail("It hung up without an answer");
			return;
		}
		byte[] body = Arrays.copyOfRange(octets, head + 4, octets.length);
		String said = new String(body, StandardCharsets.UTF_8);
		String status = text.substring(9, 12);
		if (status.equals("500") && !said.isEmpty()) {
			fail(said);
		}
		else if (!status.equals("200")) {
			fail("It answers such a question with status " + status);
		}
		else if (body.length != length(text.substring(0, head + 2))) {
			fail("Its answer broke off");
		}
		else {
			end(new SiblingAnswer(this.sibling.worker(), this.sibling.release(), said, ""));
		}
	}

	private static int length(String head) {
		String name = "\r\ncontent-length: ";
		int start = head.toLowerCase(Locale.ROOT).indexOf(name);
		try {
			return (start < 0) ? -1
					: Integer.parseInt(head.substring(start + name.length(), head.indexOf('\r', start + 2)));
		}
		catch (NumberFormatException ex) {
			return -1;
		}
	}

	boolean isAnswered() {
		return this.answer != null;
	}

	/**
	 * End without an answer, unless there is one.
	 * @param failure why
	 */
	void fail(String failure) {
		if (this.answer == null) {
			end(new SiblingAnswer(this.sibling.worker(), this.sibling.release(), "", failure));
		}
	}

	private void end(SiblingAnswer answer) {
		this.answer = answer;
		try {
			if (this.channel != null) {
				this.channel.close();
			}
		}
		catch (IOException ex) {
			// It is not used any more
		}
	}

	/**
	 * Return what became of it.
	 * @return the answer, or why there is none
	 */
	SiblingAnswer answer() {
		fail("It was not waited for");
		return Objects.requireNonNull(this.answer);
	}

}
