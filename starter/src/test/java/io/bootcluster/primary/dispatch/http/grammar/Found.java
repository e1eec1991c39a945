package io.bootcluster.primary.dispatch.http.grammar;

/**
 * What the grammar finds at the beginning of some text.
 *
 * @param how how much of a message is there
 * @param framing how its body's end is found: {@code NONE}, {@code LENGTH},
 * {@code CHUNKED} or {@code UNTIL_CLOSE}
 * @param head the head's octets, its empty line included
 * @param length the message's octets, if it is whole
 */
public record Found(How how, String framing, int head, int length) {

	static final Found NOTHING = new Found(How.NOTHING, "", 0, 0);

	static Found body(String framing, int from, int head, int end) {
		return (end < 0) ? new Found(How.HEAD, framing, head - from, 0)
				: new Found(How.MESSAGE, framing, head - from, end - from);
	}

	/**
	 * How much there is.
	 */
	public enum How {

		/**
		 * No head that the grammar has.
		 */
		NOTHING,

		/**
		 * A whole head, but no whole body.
		 */
		HEAD,

		/**
		 * A whole message.
		 */
		MESSAGE

	}

}
