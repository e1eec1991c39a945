package io.bootcluster.primary.dispatch.http;

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

	/**
	 * Create a head for one connection.
	 * @param limits the limits to hold
	 */
	public RequestHead(HttpLimits limits) {
	}

	/**
	 * Look at what has arrived, resuming where the last call stopped.
	 * @param in the read buffer, its reader index at the head's first byte
	 * @return the verdict; repeated as it is once it is not {@link Scan#INCOMPLETE}
	 */
	public Scan scan(ByteBuf in) {
		return Scan.INCOMPLETE;
	}

	/**
	 * Forget everything, to be ready for the connection's next request.
	 */
	public void reset() {
	}

	/**
	 * Return why the head was refused.
	 * @return the refusal, or {@code null} unless the verdict is {@link Scan#REFUSED}
	 */
	public @Nullable Refusal refusal() {
		return null;
	}

	/**
	 * Return whether a request has begun, so that silence now is a timeout to answer with
	 * 408 and not merely an idle connection.
	 * @return {@code true} once a byte other than one leading CRLF was scanned
	 */
	public boolean isBegun() {
		return false;
	}

	/**
	 * Return how many bytes the head takes, a tolerated leading CRLF and the empty line
	 * included.
	 * @return bytes from the reader index to the first byte of the body
	 */
	public int length() {
		return 0;
	}

	/**
	 * Return the method's class. Known also of most refused heads, for which it tells
	 * whether the refusal's answer may have a body.
	 * @return the method
	 */
	public Method method() {
		return Method.OTHER;
	}

	/**
	 * Return whether the client speaks HTTP/1.0: it gets no 1xx and no chunked answer
	 * (see {@link Dechunker}). The worker always sees HTTP/1.1 (RFC 9112, section 2.3).
	 * @return {@code false} for HTTP/1.1
	 */
	public boolean isHttp10() {
		return false;
	}

	/**
	 * Return whether the client lets the connection stay open after the answer (RFC 9112,
	 * section 9.3).
	 * @return {@code true} if so
	 */
	public boolean isKeepAlive() {
		return false;
	}

	/**
	 * Return how the body's end is found.
	 * @return none, length or chunked
	 */
	public Framing framing() {
		return Framing.NONE;
	}

	/**
	 * Return the length of a body framed by {@link Framing#LENGTH}.
	 * @return bytes, 1 or more; 0 for any other framing
	 */
	public long contentLength() {
		return 0;
	}

	/**
	 * Return whether the client waits for a 100 before it sends the body it announced.
	 * @return {@code true} if so; never for HTTP/1.0 or without a body
	 */
	public boolean isContinueExpected() {
		return false;
	}

	/**
	 * Return which upgrade is wanted. Bytes after the head are no tunnel's until the
	 * worker's 101.
	 * @return the upgrade, {@link Upgrade#NONE} for one that is not passed on
	 */
	public Upgrade upgrade() {
		return Upgrade.NONE;
	}

	/**
	 * Return whether the path has a segment {@code .bootcluster}, percent-encoded or not,
	 * and so is never forwarded.
	 * @return {@code true} if so
	 */
	public boolean isPrivatePath() {
		return false;
	}

	/**
	 * Return the request line for a log, printable and at most 200 characters.
	 * @param in the buffer that was scanned
	 * @return method, target and version as received
	 */
	public String describe(ByteBuf in) {
		return "";
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

	}

}
