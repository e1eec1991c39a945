package io.bootcluster.primary.dispatch.http;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Judges a worker's answer head as its bytes arrive, and writes it for the client.
 * Reusable, and confined to its event loop.
 * <p>
 * Used like {@link RequestHead}, but told by {@link #begin} which request is answered. A
 * head that is {@linkplain #isInterim() interim} is followed by {@link #next() another
 * one} of the same request. A refused answer is broken: 502, or an abort if bytes went
 * out, and the worker's connection is never used again.
 */
public final class AnswerHead {

	private static final int REMOVED = FieldName.CONNECTION.bit() | FieldName.KEEP_ALIVE.bit()
			| FieldName.PROXY_CONNECTION.bit() | FieldName.TE.bit() | FieldName.PRIVATE.bit();

	private static final int CHUNKING = FieldName.TRANSFER_ENCODING.bit() | FieldName.TRAILER.bit();

	private static final byte[] VERSION = ascii("HTTP/1.1");

	private static final byte[] NOTHING = {};

	private static final byte[] CONNECTION_UPGRADE = ascii("Connection: upgrade\r\n");

	private static final byte[] CONNECTION_CLOSE = ascii("Connection: close\r\n");

	private static final byte[] CONNECTION_KEEP_ALIVE = ascii("Connection: keep-alive\r\n");

	private final AnswerJudge judge = new AnswerJudge();

	private final HeadScanner scanner;

	private final int mostInterim;

	private int interim;

	/**
	 * Create a head for one connection to a worker.
	 * @param limits the limits to hold
	 */
	public AnswerHead(HttpLimits limits) {
		this.scanner = new HeadScanner(limits, this.judge, false);
		this.mostInterim = limits.head();
	}

	/**
	 * Forget everything and expect an answer to the given request.
	 * @param method the request's method
	 * @param upgrade the upgrade that was passed on; a 101 without one is refused
	 */
	public void begin(Method method, Upgrade upgrade) {
		this.scanner.reset();
		this.judge.begin(method, upgrade);
		this.interim = 0;
	}

	/**
	 * Forget the interim head and expect the next head of the same request.
	 * @return {@code false} if all interim heads of the request are together larger than
	 * a head may be: a worker could go on with them for ever
	 */
	public boolean next() {
		this.interim += length();
		this.scanner.reset();
		this.judge.clear();
		return this.interim <= this.mostInterim;
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
	 * Return why the head was refused.
	 * @return the refusal, or {@code null} unless the verdict is {@link Scan#REFUSED}
	 */
	public @Nullable Refusal refusal() {
		return this.scanner.refusal();
	}

	/**
	 * Return how many bytes the head takes, the empty line included.
	 * @return bytes from the reader index to the first byte of the body
	 */
	public int length() {
		return this.scanner.length();
	}

	/**
	 * Return the status.
	 * @return 100 to 599
	 */
	public int status() {
		return this.judge.line.status;
	}

	/**
	 * Return whether another head follows for the same request. Interim heads are written
	 * for HTTP/1.1 clients and dropped for HTTP/1.0 ones.
	 * @return {@code true} for 1xx but 101
	 */
	public boolean isInterim() {
		return this.judge.isInterim();
	}

	/**
	 * Return whether the connection is a tunnel from here on.
	 * @return {@code true} for 101
	 */
	public boolean isSwitch() {
		return this.judge.isSwitch();
	}

	/**
	 * Return how the body's end is found.
	 * @return the framing, {@link Framing#NONE} for HEAD, 1xx, 204 and 304
	 */
	public Framing framing() {
		return this.judge.framing();
	}

	/**
	 * Return the length of a body framed by {@link Framing#LENGTH}.
	 * @return bytes, 1 or more; 0 for any other framing
	 */
	public long contentLength() {
		return (framing() == Framing.LENGTH) ? this.judge.body.length() : 0;
	}

	/**
	 * Return whether the worker's connection can take another request once the body has
	 * ended.
	 * @return {@code true} for HTTP/1.1 without {@code Connection: close}, if the body's
	 * end can be told
	 */
	public boolean isReusable() {
		return this.judge.isReusable();
	}

	/**
	 * Return whether the worker's server wants the connection closed. It closes only its
	 * own, but an application that says so means its client's.
	 * @return {@code true} for {@code Connection: close}
	 */
	public boolean isClose() {
		return this.judge.hop.isClose();
	}

	/**
	 * Return whether the client's connection must close after this answer because nothing
	 * else tells the client where the body ends.
	 * @param http10 whether the client speaks HTTP/1.0
	 * @return {@code true} for bodies until close, and for chunked ones to HTTP/1.0
	 */
	public boolean isEndedByClose(boolean http10) {
		return framing() == Framing.UNTIL_CLOSE || (http10 && framing() == Framing.CHUNKED);
	}

	/**
	 * Write the head without a word on how long a connection may stay idle.
	 * @param in the buffer that was scanned
	 * @param out where to write
	 * @param edit the client's side; ignored for interim heads and for 101
	 */
	public void writeTo(ByteBuf in, ByteBuf out, AnswerEdit edit) {
		writeTo(in, out, edit, NOTHING);
	}

	/**
	 * Write the head as the client gets it: as HTTP/1.1, with hop-by-hop fields and every
	 * {@code Bootcluster-*} field but {@code Bootcluster-Worker} removed,
	 * {@code Connection} as the client's side needs it, all else in its order and
	 * spelling.
	 * @param in the buffer that was scanned
	 * @param out where to write
	 * @param edit the client's side; ignored for interim heads and for 101
	 * @param keepAlive the field line {@code Keep-Alive} for clients that are told of it,
	 * or nothing
	 */
	public void writeTo(ByteBuf in, ByteBuf out, AnswerEdit edit, byte[] keepAlive) {
		FieldTable fields = this.scanner.fields();
		int line = in.readerIndex() + StatusLine.VERSION_LENGTH;
		int fieldsStart = (fields.count() > 0) ? fields.start(0) : length() - 2;
		out.writeBytes(VERSION);
		out.writeBytes(in, line, fieldsStart - StatusLine.VERSION_LENGTH);
		boolean last = !isInterim() && !isSwitch();
		boolean closeSaid = last && edit.isClose() && this.judge.hop.isJustClose();
		boolean upgradeSaid = this.judge.isUpgradePassed() && this.judge.hop.isJustUpgrade();
		int removed = (closeSaid || upgradeSaid) ? removed(edit) & ~FieldName.CONNECTION.bit() : removed(edit);
		FieldWriter.copy(in, out, fields, removed, this.judge.hop.isNaming());
		if (this.judge.isUpgradePassed() && !upgradeSaid) {
			out.writeBytes(CONNECTION_UPGRADE);
		}
		if (last && !closeSaid) {
			writeConnection(out, edit, keepAlive);
		}
		out.writeByte(Octets.CR);
		out.writeByte(Octets.LF);
	}

	private int removed(AnswerEdit edit) {
		int removed = REMOVED;
		removed |= this.judge.isUpgradePassed() ? 0 : FieldName.UPGRADE.bit();
		removed |= this.judge.isWithoutFraming() ? FieldName.CONTENT_LENGTH.bit() : 0;
		removed |= edit.isHttp10() ? CHUNKING : 0;
		return removed;
	}

	private static void writeConnection(ByteBuf out, AnswerEdit edit, byte[] keepAlive) {
		switch (edit) {
			case CLOSE, CLOSE_10 -> out.writeBytes(CONNECTION_CLOSE);
			case KEEP_ALIVE_10 -> out.writeBytes(CONNECTION_KEEP_ALIVE).writeBytes(keepAlive);
			case KEEP_ALIVE_ASKED -> out.writeBytes(keepAlive).writeBytes(CONNECTION_KEEP_ALIVE);
			case KEEP_ALIVE -> {
			}
		}
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
