package io.bootcluster.primary.dispatch;

/**
 * What a client's connection waits for, and so what it means if its deadline passes.
 */
enum Phase {

	/**
	 * The rest of a request's head.
	 */
	HEADER,

	/**
	 * The next request.
	 */
	IDLE,

	/**
	 * More of a request's body.
	 */
	BODY,

	/**
	 * A worker that can take the request.
	 */
	HOLD,

	/**
	 * The worker's answer.
	 */
	RESPONSE,

	/**
	 * A client that takes more of its answer.
	 */
	SEND,

	/**
	 * The rest of a request that has been answered already.
	 */
	REST

}
