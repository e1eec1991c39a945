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

	Reads(HttpLimits limits) {
		this.body = new BodyScanner(limits);
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
	 */
	record Seen(Framing framing, int head, int body, boolean last) {

		Seen with(int more) {
			return new Seen(this.framing, this.head, this.body + more, this.last);
		}

		int length() {
			return this.head + this.body;
		}

	}

	static final class Requests extends Reads {

		private final RequestHead head = new RequestHead(Wire.REQUESTS);

		Requests() {
			super(Wire.REQUESTS);
		}

		@Override
		Scan scan(ByteBuf in) {
			return this.head.scan(in);
		}

		@Override
		Refusal headRefusal() {
			return this.head.refusal();
		}

		@Override
		Seen head() {
			return new Seen(this.head.framing(), this.head.length(), 0, !this.head.isKeepAlive());
		}

		@Override
		long contentLength() {
			return this.head.contentLength();
		}

		@Override
		void write(ByteBuf in, ByteBuf out) {
			this.head.writeTo(in, out, Wire.Request.FACTS, false);
		}

		@Override
		boolean next() {
			this.head.reset();
			return true;
		}

	}

	static final class Answers extends Reads {

		private final AnswerHead head = new AnswerHead(HttpLimits.forAnswers());

		Answers(Method method, Upgrade upgrade) {
			super(HttpLimits.forAnswers());
			this.head.begin(method, upgrade);
		}

		@Override
		Scan scan(ByteBuf in) {
			return this.head.scan(in);
		}

		@Override
		Refusal headRefusal() {
			return this.head.refusal();
		}

		@Override
		Seen head() {
			return new Seen(this.head.framing(), this.head.length(), 0, !this.head.isReusable());
		}

		@Override
		long contentLength() {
			return this.head.contentLength();
		}

		@Override
		void write(ByteBuf in, ByteBuf out) {
			this.head.writeTo(in, out, AnswerEdit.KEEP_ALIVE);
		}

		@Override
		boolean next() {
			return this.head.isInterim() && this.head.next();
		}

	}

}
