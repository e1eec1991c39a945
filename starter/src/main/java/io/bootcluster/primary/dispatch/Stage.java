package io.bootcluster.primary.dispatch;

/**
 * How far an exchange has come.
 */
enum Stage {

	/**
	 * A worker is being looked for.
	 */
	ROUTING,

	/**
	 * None can take it at the moment.
	 */
	HELD,

	/**
	 * The connection to a worker is being made.
	 */
	CONNECTING,

	/**
	 * The request goes to a worker.
	 */
	SENT,

	/**
	 * The answer goes to the client.
	 */
	ANSWERING,

	/**
	 * The answer has ended and the request has not.
	 */
	ANSWERED,

	/**
	 * It has become a tunnel.
	 */
	TUNNEL,

	/**
	 * It is over.
	 */
	ENDED;

	/**
	 * Return whether bytes of the request go straight to a worker.
	 * @return {@code true} if so
	 */
	boolean isOnWorker() {
		return this == SENT || this == ANSWERING || this == ANSWERED;
	}

}
