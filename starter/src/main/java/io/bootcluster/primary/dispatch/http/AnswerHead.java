package io.bootcluster.primary.dispatch.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Judges a worker's answer head as its bytes arrive, and writes it for the client.
 * Reusable, and confined to its event loop.
 * <p>
 * Used like {@link RequestHead}, but told by {@link #begin} which request is answered. A
 * head that is {@linkplain #isInterim() interim} is followed by another one of the same
 * request: {@code begin} again. A refused answer is broken: 502, or an abort if bytes
 * went out, and the worker's connection is never used again.
 */
public final class AnswerHead {

	/**
	 * Create a head for one connection to a worker.
	 * @param limits the limits to hold
	 */
	public AnswerHead(HttpLimits limits) {
	}

	/**
	 * Forget everything and expect an answer to the given request.
	 * @param method the request's method
	 * @param upgrade the upgrade that was passed on; a 101 without one is refused
	 */
	public void begin(Method method, Upgrade upgrade) {
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
	 * Return why the head was refused.
	 * @return the refusal, or {@code null} unless the verdict is {@link Scan#REFUSED}
	 */
	public @Nullable Refusal refusal() {
		return null;
	}

	/**
	 * Return how many bytes the head takes, the empty line included.
	 * @return bytes from the reader index to the first byte of the body
	 */
	public int length() {
		return 0;
	}

	/**
	 * Return the status.
	 * @return 100 to 599
	 */
	public int status() {
		return 0;
	}

	/**
	 * Return whether another head follows for the same request. Interim heads are written
	 * for HTTP/1.1 clients and dropped for HTTP/1.0 ones.
	 * @return {@code true} for 1xx but 101
	 */
	public boolean isInterim() {
		return false;
	}

	/**
	 * Return whether the connection is a tunnel from here on.
	 * @return {@code true} for 101
	 */
	public boolean isSwitch() {
		return false;
	}

	/**
	 * Return how the body's end is found.
	 * @return the framing, {@link Framing#NONE} for HEAD, 1xx, 204 and 304
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
	 * Return whether the worker's connection can take another request once the body has
	 * ended.
	 * @return {@code true} for HTTP/1.1 without {@code Connection: close}, if the body's
	 * end can be told
	 */
	public boolean isReusable() {
		return false;
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
	 * Write the head as the client gets it: as HTTP/1.1, with hop-by-hop fields and every
	 * {@code Bootcluster-*} field removed, {@code Connection} as the client's side needs
	 * it, all else in its order and spelling.
	 * @param in the buffer that was scanned
	 * @param out where to write
	 * @param edit the client's side; ignored for interim heads and for 101
	 */
	public void writeTo(ByteBuf in, ByteBuf out, AnswerEdit edit) {

	}

}
