package io.bootcluster.primary.dispatch.http;

import java.nio.charset.StandardCharsets;

import io.bootcluster.RequestId;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Judges a client's request head as its bytes arrive, and writes it for the worker.
 * Reusable, and confined to its event loop.
 * <p>
 * Use: {@link #scan} with the connection's read buffer until it says something else than
 * {@link Scan#INCOMPLETE}; then ask for the facts, {@link #writeTo} the worker (as often
 * as there are tries, or keep what was written), skip {@link #length()} bytes,
 * {@link #reset()}. All offsets count from the buffer's reader index: between the first
 * call and the last the reader index must stay at the head's first byte, while the buffer
 * itself may be compacted, grown or replaced. The reader index is never moved here.
 */
public final class RequestHead {

	private static final int REMOVED = FieldName.CONNECTION.bit() | FieldName.KEEP_ALIVE.bit()
			| FieldName.PROXY_CONNECTION.bit() | FieldName.TE.bit() | FieldName.HTTP2_SETTINGS.bit()
			| FieldName.BOOTCLUSTER_WORKER.bit() | FieldName.PRIVATE.bit();

	private static final byte[] VERSION = ascii(" HTTP/1.1\r\n");

	private static final byte[] CONNECTION_UPGRADE = ascii("Connection: upgrade\r\n");

	private static final byte[] CONNECTION_TE = ascii("TE: trailers\r\nConnection: TE\r\n");

	private static final byte[] HOST = ascii("Host: ");

	private final RequestJudge judge = new RequestJudge();

	private final HeadScanner scanner;

	private final @Nullable RequestIds ids;

	/**
	 * Create a head for one connection, whose requests are passed on without an id where
	 * they have none.
	 * @param limits the limits to hold
	 */
	public RequestHead(HttpLimits limits) {
		this(limits, null);
	}

	/**
	 * Create a head for one connection.
	 * @param limits the limits to hold
	 * @param ids makes the {@code X-Request-Id} of requests that have none, or
	 * {@code null} if nobody does
	 */
	public RequestHead(HttpLimits limits, @Nullable RequestIds ids) {
		this.ids = ids;
		this.scanner = new HeadScanner(limits, this.judge, true);
	}

	/**
	 * Look at what has arrived, resuming where the last call stopped.
	 * @param in the read buffer, its reader index at the head's first byte
	 * @return the verdict; repeated as it is once it is not {@link Scan#INCOMPLETE}
	 */
	public Scan scan(ByteBuf in) {
		return this.scanner.scan(in);
	}

	/**
	 * Forget everything, to be ready for the connection's next request.
	 */
	public void reset() {
		this.scanner.reset();
		this.judge.clear();
	}

	/**
	 * Return why the head was refused.
	 * @return the refusal, or {@code null} unless the verdict is {@link Scan#REFUSED}
	 */
	public @Nullable Refusal refusal() {
		return this.scanner.refusal();
	}

	/**
	 * Return whether a request has begun, so that silence now is a timeout to answer with
	 * 408 and not merely an idle connection.
	 * @return {@code true} once a byte other than one leading CRLF was scanned
	 */
	public boolean isBegun() {
		return this.scanner.isBegun();
	}

	/**
	 * Return how many bytes the head takes, a tolerated leading CRLF and the empty line
	 * included.
	 * @return bytes from the reader index to the first byte of the body
	 */
	public int length() {
		return this.scanner.length();
	}

	/**
	 * Return the method's class. Known also of most refused heads, for which it tells
	 * whether the refusal's answer may have a body.
	 * @return the method
	 */
	public Method method() {
		return this.judge.line.method;
	}

	/**
	 * Return whether the client speaks HTTP/1.0: it gets no 1xx and no chunked answer
	 * (see {@link Dechunker}). The worker always sees HTTP/1.1 (RFC 9112, section 2.3).
	 * @return {@code false} for HTTP/1.1
	 */
	public boolean isHttp10() {
		return this.judge.line.http10;
	}

	/**
	 * Return whether the client lets the connection stay open after the answer (RFC 9112,
	 * section 9.3).
	 * @return {@code true} if so
	 */
	public boolean isKeepAlive() {
		return this.judge.isKeepAlive();
	}

	/**
	 * Return whether the client asked for the connection to stay open, which HTTP/1.1
	 * ones need not.
	 * @return {@code true} for {@code Connection: keep-alive}
	 */
	public boolean isKeepAliveAsked() {
		return this.judge.hop.isKeepAlive();
	}

	/**
	 * Return how the body's end is found.
	 * @return none, length or chunked
	 */
	public Framing framing() {
		if (this.judge.body.isChunked()) {
			return Framing.CHUNKED;
		}
		return (contentLength() > 0) ? Framing.LENGTH : Framing.NONE;
	}

	/**
	 * Return the length of a body framed by {@link Framing#LENGTH}.
	 * @return bytes, 1 or more; 0 for any other framing
	 */
	public long contentLength() {
		return this.judge.body.length();
	}

	/**
	 * Return whether the client waits for a 100 before it sends the body it announced.
	 * @return {@code true} if so; never for HTTP/1.0 or without a body
	 */
	public boolean isContinueExpected() {
		return this.judge.isContinueExpected();
	}

	/**
	 * Return which upgrade is wanted. Bytes after the head are no tunnel's until the
	 * worker's 101.
	 * @return the upgrade, {@link Upgrade#NONE} for one that is not passed on
	 */
	public Upgrade upgrade() {
		return this.judge.upgrade();
	}

	/**
	 * Return whether the path has a segment {@code .bootcluster}, percent-encoded or not,
	 * and so is never forwarded.
	 * @return {@code true} if so
	 */
	public boolean isPrivatePath() {
		return this.judge.line.privatePath;
	}

	/**
	 * Return the request line for a log, printable.
	 * @param in the buffer that was scanned
	 * @param most how many characters are wanted
	 * @return method, target and version as received
	 */
	public String describe(ByteBuf in, int most) {
		return HeadText.line(in, in.readerIndex() + this.scanner.firstLine(), most);
	}

	/**
	 * Return a field for a log, printable.
	 * @param in the buffer that was scanned
	 * @param name the field's name in lower case
	 * @param most how many characters are wanted
	 * @return its value as received, several ones joined by commas, or empty
	 */
	public String field(ByteBuf in, String name, int most) {
		return HeadText.field(in, this.scanner.fields(), name, most);
	}

	/**
	 * Return the id by which the request, which has just been {@link #writeTo written},
	 * is known.
	 * @param in the buffer that was scanned
	 * @return the id that came or was made, or empty
	 */
	public String requestId(ByteBuf in) {
		if (!this.judge.isNamed()) {
			return (this.ids != null) ? this.ids.latest() : "";
		}
		return RequestId.of(HeadText.first(in, this.scanner.fields(), FieldName.X_REQUEST_ID));
	}

	/**
	 * Write the head as the worker gets it: as HTTP/1.1 in origin or asterisk form, with
	 * hop-by-hop fields and every {@code Bootcluster-*} field removed, {@code Host}
	 * present, {@code Bootcluster-Client} added, all else in its order and spelling.
	 * {@code Expect} is kept unless asked for, but for HTTP/1.0, whose 100 no one awaits.
	 * @param in the buffer that was scanned
	 * @param out where to write
	 * @param facts the client's connection
	 * @param dropExpect whether {@code Expect} is removed
	 */
	public void writeTo(ByteBuf in, ByteBuf out, ClientFacts facts, boolean dropExpect) {
		writeLine(in, out);
		Upgrade upgrade = upgrade();
		boolean withoutExpect = dropExpect || isHttp10();
		RequestIds naming = this.judge.isNamed() ? null : this.ids;
		int removed = REMOVED | (upgrade.isWanted() ? 0 : FieldName.UPGRADE.bit())
				| (withoutExpect ? FieldName.EXPECT.bit() : 0) | ((naming != null) ? FieldName.X_REQUEST_ID.bit() : 0);
		FieldWriter.copy(in, out, this.scanner.fields(), removed, this.judge.hop.isNaming());
		if (!this.judge.hasHost()) {
			writeHost(in, out, facts);
		}
		if (upgrade.isWanted()) {
			out.writeBytes(CONNECTION_UPGRADE);
		}
		else if (this.judge.hop.isTrailers()) {
			out.writeBytes(CONNECTION_TE);
		}
		if (naming != null) {
			naming.writeTo(out);
		}
		out.writeBytes(facts.end());
	}

	/**
	 * Write the request line. A target in absolute form becomes one in origin form (RFC
	 * 9112, section 3.2.1), so that the worker has nothing to choose between.
	 */
	private void writeLine(ByteBuf in, ByteBuf out) {
		RequestLine line = this.judge.line;
		int reader = in.readerIndex();
		int first = this.scanner.firstLine();
		if (!line.isAbsolute()) {
			out.writeBytes(in, reader + first, line.targetEnd - first);
		}
		else {
			out.writeBytes(in, reader + first, line.targetStart - first);
			boolean empty = line.pathStart == line.targetEnd;
			if (empty || in.getByte(reader + line.pathStart) == '?') {
				out.writeByte((empty && line.method == Method.OPTIONS) ? '*' : '/');
			}
			out.writeBytes(in, reader + line.pathStart, line.targetEnd - line.pathStart);
		}
		out.writeBytes(VERSION);
	}

	private void writeHost(ByteBuf in, ByteBuf out, ClientFacts facts) {
		RequestLine line = this.judge.line;
		if (!line.isAbsolute()) {
			out.writeBytes(facts.hostLine());
			return;
		}
		out.writeBytes(HOST);
		out.writeBytes(in, in.readerIndex() + line.authorityStart, line.pathStart - line.authorityStart);
		out.writeByte(Octets.CR);
		out.writeByte(Octets.LF);
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
