package io.bootcluster.primary.dispatch;

/**
 * Decides what becomes of a request whose worker failed it. Nothing is ever run twice
 * unless its method allows that (RFC 9110 section 9.2.2).
 */
final class RetryRule {

	/**
	 * How many workers may have a request, one after another.
	 */
	static final int MOST_TRIES = 3;

	/**
	 * How many bytes of a request's body are kept for another try.
	 */
	static final int KEPT_BODY = 64 * 1024;

	private RetryRule() {
	}

	static Verdict judge(Attempt attempt) {
		if (attempt.reached() == Reached.ANSWER) {
			return Verdict.ABORT;
		}
		boolean harmless = attempt.reached() == Reached.NOTHING
				|| (attempt.reached() == Reached.REQUEST && attempt.idempotent());
		return (harmless && attempt.replayable() && attempt.number() < MOST_TRIES) ? Verdict.AGAIN
				: Verdict.BAD_GATEWAY;
	}

	/**
	 * One failed try.
	 *
	 * @param number which try it was, 1 for the first
	 * @param reached how far it came
	 * @param idempotent whether the request's method is
	 * @param replayable whether all that the client has sent so far is still there
	 */
	record Attempt(int number, Reached reached, boolean idempotent, boolean replayable) {
	}

	/**
	 * How far a try came.
	 */
	enum Reached {

		/**
		 * The kernel took no byte of the request.
		 */
		NOTHING,

		/**
		 * It took some or all, so the worker may have run it.
		 */
		REQUEST,

		/**
		 * An interim answer (1xx) was passed on.
		 */
		INTERIM,

		/**
		 * Bytes arrived that are not, or not yet, the head of an answer.
		 */
		FRAGMENT,

		/**
		 * Bytes of the final answer were passed on.
		 */
		ANSWER

	}

	/**
	 * What becomes of the request.
	 */
	enum Verdict {

		/**
		 * Another worker gets it.
		 */
		AGAIN,

		/**
		 * The client gets a 502.
		 */
		BAD_GATEWAY,

		/**
		 * The client's connection is cut, so that it sees that the answer is not whole.
		 */
		ABORT

	}

}
