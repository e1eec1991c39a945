package io.bootcluster.primary.dispatch.http;

/**
 * What an answer's head must say to the client about the client's own connection.
 */
public enum AnswerEdit {

	/**
	 * An HTTP/1.1 client whose connection stays open: nothing need be said.
	 */
	KEEP_ALIVE,

	/**
	 * An HTTP/1.1 client that asked for what is the rule, and is told so as servers do.
	 */
	KEEP_ALIVE_ASKED,

	/**
	 * An HTTP/1.1 client whose connection is closed after the answer.
	 */
	CLOSE,

	/**
	 * An HTTP/1.0 client whose connection stays open, as it must be told. Not for answers
	 * framed as {@link Framing#CHUNKED} or {@link Framing#UNTIL_CLOSE}.
	 */
	KEEP_ALIVE_10,

	/**
	 * An HTTP/1.0 client whose connection is closed after the answer.
	 * {@code Transfer-Encoding} and {@code Trailer} are removed; a chunked body must go
	 * through {@link Dechunker}.
	 */
	CLOSE_10;

	/**
	 * Return the edit for an answer.
	 * @param http10 whether the client speaks HTTP/1.0
	 * @param keepAlive whether the connection stays open
	 * @param asked whether the client asked for that
	 * @return the edit
	 */
	public static AnswerEdit of(boolean http10, boolean keepAlive, boolean asked) {
		if (!keepAlive) {
			return http10 ? CLOSE_10 : CLOSE;
		}
		if (http10) {
			return KEEP_ALIVE_10;
		}
		return asked ? KEEP_ALIVE_ASKED : KEEP_ALIVE;
	}

	boolean isClose() {
		return this == CLOSE || this == CLOSE_10;
	}

	boolean isHttp10() {
		return this == KEEP_ALIVE_10 || this == CLOSE_10;
	}

}
