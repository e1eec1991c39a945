package io.bootcluster.primary.dispatch.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * A connection over which message after message arrives, in reads of any size. Each read
 * is shown in a buffer that holds nothing behind the last byte that has arrived, so that
 * reading on is an error.
 */
abstract class Reads {

	private static final int OFFSET = 3;

	/**
	 * Fields that say much, for messages that come before.
	 */
	static final String FIELDS = "Host: a:1\r\nConnection: close, x, upgrade\r\nUpgrade: websocket\r\n"
			+ "TE: trailers\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n";

	static final String LENGTH = "Content-Length: 7\r\nConnection: x, close\r\nUpgrade: h2c\r\n\r\n";

	final List<Seen> seen = new ArrayList<>();

	private final ByteArrayOutputStream forwarded = new ByteArrayOutputStream();

	private final BodyScanner body;

	/**
	 * The message whose body is not whole, if its head is.
	 */
	Seen open;

	/**
	 * Why nothing more is read.
	 */
	Refusal refusal;

	private boolean over;

	/**
	 * Create a connection.
	 * @param limits the limits to hold
	 * @param used whether the body's scanner is left from something else
	 */
	Reads(HttpLimits limits, boolean used) {
		this.body = new BodyScanner(limits);
		if (used) {
			this.body.begin(Framing.CHUNKED, 0);
			this.body.scan(buffer("5;a\r\nxx"));
		}
	}

	abstract Scan scan(ByteBuf in);

	abstract Refusal headRefusal();

	abstract Seen head();

	abstract long contentLength();

	abstract void write(ByteBuf in, ByteBuf out);

	/**
	 * Get ready for the next message.
	 * @return whether one is expected
	 */
	abstract boolean next();

	/**
	 * Let bytes arrive.
	 * @param bytes all of them
	 * @param cuts how many have arrived each time the scanners are shown them
	 * @return this
	 */
	final Reads feed(byte[] bytes, int... cuts) {
		int consumed = 0;
		for (int visible : cuts) {
			int step = -1;
			while (step != 0 && !this.over && consumed < visible) {
				step = take(bytes, consumed, visible);
				consumed += step;
			}
		}
		if (this.open != null && this.refusal == null && this.body.isCompleteAtClose()) {
			finish();
		}
		return this;
	}

	final String forwarded() {
		return this.forwarded.toString(StandardCharsets.ISO_8859_1);
	}

	/**
	 * Return all that must not depend on the cuts.
	 */
	final List<Object> outcome() {
		return Arrays.asList(this.seen, this.open, this.refusal, forwarded());
	}

	private int take(byte[] bytes, int from, int to) {
		ByteBuf in = buffer(bytes, from, to);
		if (this.open == null) {
			return takeHead(in);
		}
		int passed = this.body.scan(in);
		this.forwarded.write(bytes, from, passed);
		this.open = this.open.with(passed);
		settle(this.body.refusal());
		return passed;
	}

	private int takeHead(ByteBuf in) {
		Scan scan = scan(in);
		if (in.readerIndex() != OFFSET) {
			throw new AssertionError("reader index moved");
		}
		if (scan == Scan.REFUSED) {
			this.refusal = headRefusal();
			this.over = true;
		}
		if (scan != Scan.COMPLETE) {
			return 0;
		}
		ByteBuf out = Unpooled.buffer();
		write(in, out);
		this.forwarded.write(out.array(), 0, out.readableBytes());
		Seen begun = head();
		this.open = begun;
		this.body.begin(begun.framing(), contentLength());
		settle(null);
		return begun.head();
	}

	private void settle(Refusal why) {
		if (this.body.state() == Scan.COMPLETE) {
			finish();
		}
		else if (this.body.state() == Scan.REFUSED) {
			this.refusal = why;
			this.over = true;
		}
	}

	private void finish() {
		this.seen.add(this.open);
		this.open = null;
		this.over = !next();
	}

	static ByteBuf buffer(String text) {
		return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
	}

	private static ByteBuf buffer(byte[] bytes, int from, int to) {
		byte[] copy = new byte[OFFSET + to - from];
		Arrays.fill(copy, 0, OFFSET, (byte) '\n');
		System.arraycopy(bytes, from, copy, OFFSET, to - from);
		return Unpooled.wrappedBuffer(copy).skipBytes(OFFSET);
	}

	/**
	 * One message.
	 *
	 * @param framing how its end is found
	 * @param head bytes of its head
	 * @param body bytes of its body, chunk framing included
	 * @param last whether its sender said that no other follows
	 * @param facts whatever else was understood
	 */
	record Seen(Framing framing, int head, int body, boolean last, List<Object> facts) {

		Seen with(int more) {
			return new Seen(this.framing, this.head, this.body + more, this.last, this.facts);
		}

		int length() {
			return this.head + this.body;
		}

	}

}
