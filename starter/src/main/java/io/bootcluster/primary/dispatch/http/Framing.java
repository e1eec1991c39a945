package io.bootcluster.primary.dispatch.http;

/**
 * How the end of a message's body is found (RFC 9112, section 6.3).
 */
public enum Framing {

	/**
	 * There is no body.
	 */
	NONE,

	/**
	 * {@code Content-Length} says how many bytes it has.
	 */
	LENGTH,

	/**
	 * {@code Transfer-Encoding: chunked}.
	 */
	CHUNKED,

	/**
	 * It ends when the worker closes the connection. Answers only.
	 */
	UNTIL_CLOSE

}
