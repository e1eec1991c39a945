package io.bootcluster.primary.dispatch.http;

/**
 * How large the parts of a message may be. All sizes are bytes, line ends included.
 *
 * @param line largest request line or status line; a longer request line gets 414
 * @param head largest head, from its first line to its empty line; a larger one gets 431
 * @param fields largest number of field lines; more get 431
 * @param extensions largest sum of all chunk extensions of one body
 * @param trailer largest trailer section, its empty line included
 */
public record HttpLimits(int line, int head, int fields, int extensions, int trailer) {

	private static final int FIELDS = 200;

	private static final int EXTENSIONS = 4096;

	private static final int TRAILER = 8192;

	private static final int ANSWER_HEAD = 256 * 1024;

	private static final int ANSWER_FIELDS = 2000;

	/**
	 * Return the limits for requests, with the size of the head as
	 * {@code server.max-http-request-header-size} says.
	 * @param head largest head, bytes
	 * @return the limits
	 */
	public static HttpLimits forRequests(int head) {
		return new HttpLimits(head, head, FIELDS, EXTENSIONS, TRAILER);
	}

	/**
	 * Return the limits for what workers answer: wide, since they only protect the
	 * primary's memory from a worker gone mad.
	 * @return the limits
	 */
	public static HttpLimits forAnswers() {
		return new HttpLimits(ANSWER_HEAD, ANSWER_HEAD, ANSWER_FIELDS, ANSWER_HEAD, ANSWER_HEAD);
	}

}
