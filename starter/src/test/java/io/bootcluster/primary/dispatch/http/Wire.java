package io.bootcluster.primary.dispatch.http;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * A connection that shows bytes to the codec as they arrive: in buffers that hold nothing
 * behind the last byte that has arrived, so that reading on is an error, and whose reader
 * index is not 0.
 */
abstract class Wire {

	static final HttpLimits REQUESTS = HttpLimits.forRequests(8192);

	private static final int OFFSET = 3;

	private final ByteArrayOutputStream forwarded = new ByteArrayOutputStream();

	private final BodyScanner body = new BodyScanner(limits());

	private boolean inBody;

	private String verdict = "incomplete";

	abstract HttpLimits limits();

	abstract Scan scan(ByteBuf in);

	abstract Refusal refusal();

	abstract int length();

	abstract Framing framing();

	abstract long contentLength();

	abstract void write(ByteBuf in, ByteBuf out);

	String suffix() {
		return "";
	}

	/**
	 * Let bytes arrive.
	 * @param bytes all of them
	 * @param cuts how many have arrived each time the codec is shown them
	 * @return the outcome, as the tables say it
	 */
	String feed(byte[] bytes, int... cuts) {
		int consumed = 0;
		for (int visible : cuts) {
			consumed += step(bytes, consumed, visible);
		}
		if (this.inBody && this.verdict.equals("incomplete") && this.body.isCompleteAtClose()) {
			this.verdict = "complete";
		}
		if (!this.verdict.equals("complete")) {
			return this.verdict;
		}
		int rest = bytes.length - consumed;
		return framing() + ((rest > 0) ? " +" + rest : "") + suffix();
	}

	/**
	 * Return what went on to the next hop.
	 */
	String forwarded() {
		return this.forwarded.toString(StandardCharsets.ISO_8859_1);
	}

	private int step(byte[] bytes, int consumed, int visible) {
		int taken = 0;
		if (!this.inBody && this.verdict.equals("incomplete")) {
			taken = head(buffer(bytes, consumed, visible));
		}
		if (this.inBody && this.verdict.equals("incomplete")) {
			ByteBuf in = buffer(bytes, consumed + taken, visible);
			int passed = this.body.scan(in);
			this.forwarded.write(bytes, consumed + taken, passed);
			taken += passed;
			if (this.body.state() == Scan.COMPLETE) {
				this.verdict = "complete";
			}
			if (this.body.state() == Scan.REFUSED) {
				this.verdict = outcome(this.body.refusal());
			}
		}
		return taken;
	}

	private int head(ByteBuf in) {
		int reader = in.readerIndex();
		Scan scan = scan(in);
		if (in.readerIndex() != reader) {
			throw new IllegalStateException("reader index moved");
		}
		if (scan == Scan.REFUSED) {
			this.verdict = outcome(refusal());
		}
		if (scan != Scan.COMPLETE) {
			return 0;
		}
		ByteBuf out = Unpooled.buffer();
		write(in, out);
		this.forwarded.write(out.array(), 0, out.readableBytes());
		this.inBody = true;
		this.body.begin(framing(), contentLength());
		return length();
	}

	private static String outcome(Refusal refusal) {
		return refusal.status() + " " + refusal;
	}

	private static ByteBuf buffer(byte[] bytes, int from, int to) {
		byte[] copy = new byte[OFFSET + to - from];
		Arrays.fill(copy, 0, OFFSET, (byte) '\n');
		System.arraycopy(bytes, from, copy, OFFSET, to - from);
		return Unpooled.wrappedBuffer(copy).skipBytes(OFFSET);
	}

	static final class Request extends Wire {

		static final ClientFacts FACTS = ClientFacts.plain(
				new InetSocketAddress(InetAddress.getLoopbackAddress(), 50000),
				new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080));

		final RequestHead head = new RequestHead(REQUESTS);

		@Override
		HttpLimits limits() {
			return REQUESTS;
		}

		@Override
		Scan scan(ByteBuf in) {
			return this.head.scan(in);
		}

		@Override
		Refusal refusal() {
			return this.head.refusal();
		}

		@Override
		int length() {
			return this.head.length();
		}

		@Override
		Framing framing() {
			return this.head.framing();
		}

		@Override
		long contentLength() {
			return this.head.contentLength();
		}

		@Override
		void write(ByteBuf in, ByteBuf out) {
			this.head.writeTo(in, out, FACTS, false);
		}

	}

	static final class Answer extends Wire {

		final AnswerHead head = new AnswerHead(HttpLimits.forAnswers());

		private final AnswerEdit edit;

		Answer(Method method, Upgrade upgrade, AnswerEdit edit) {
			this.head.begin(method, upgrade);
			this.edit = edit;
		}

		@Override
		HttpLimits limits() {
			return HttpLimits.forAnswers();
		}

		@Override
		Scan scan(ByteBuf in) {
			return this.head.scan(in);
		}

		@Override
		Refusal refusal() {
			return this.head.refusal();
		}

		@Override
		int length() {
			return this.head.length();
		}

		@Override
		Framing framing() {
			return this.head.framing();
		}

		@Override
		long contentLength() {
			return this.head.contentLength();
		}

		@Override
		void write(ByteBuf in, ByteBuf out) {
			this.head.writeTo(in, out, this.edit);
		}

		@Override
		String suffix() {
			return this.head.isReusable() ? " keep" : "";
		}

	}

}
