package io.bootcluster.primary.dispatch.http;

import java.time.Instant;

import io.netty.buffer.ByteBuf;

/**
 * An answer of the dispatcher itself, in plain text. Immutable.
 *
 * @param status the status, 400 to 599
 * @param text the body, one sentence
 * @param close whether the connection is closed after it
 * @param retryAfter seconds that {@code Retry-After} says, or 0 for none
 */
public record OwnAnswer(int status, String text, boolean close, int retryAfter) {

	/**
	 * Return the answer to a refused request, after which the connection is closed.
	 * @param refusal why it is refused
	 * @return the answer
	 */
	public static OwnAnswer to(Refusal refusal) {
		return new OwnAnswer(refusal.status(), refusal.reason(), true, 0);
	}

	/**
	 * Return an answer that leaves the connection as it is.
	 * @param status the status
	 * @param text the body
	 * @return the answer
	 */
	public static OwnAnswer of(int status, String text) {
		return new OwnAnswer(status, text, false, 0);
	}

	/**
	 * Return the same answer with {@code Retry-After}.
	 * @param seconds seconds, 1 or more
	 * @return a new answer
	 */
	public OwnAnswer retryAfter(int seconds) {
		return new OwnAnswer(this.status, this.text, this.close, seconds);
	}

	/**
	 * Return the same answer, after which the connection is closed.
	 * @return a new answer
	 */
	public OwnAnswer closing() {
		return new OwnAnswer(this.status, this.text, true, this.retryAfter);
	}

	/**
	 * Write head and body.
	 * @param out where to write
	 * @param method the request's method; the answer to {@code HEAD} has no body
	 * @param now the time for {@code Date}
	 */
	public void writeTo(ByteBuf out, Method method, Instant now) {

	}

}
