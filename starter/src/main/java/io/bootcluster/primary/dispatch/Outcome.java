package io.bootcluster.primary.dispatch;

/**
 * How an exchange ended.
 */
enum Outcome {

	/**
	 * The worker's answer was passed on whole.
	 */
	ANSWERED,

	/**
	 * The dispatcher answered itself.
	 */
	ANSWERED_HERE,

	/**
	 * The answer was cut short, and so was the client's connection.
	 */
	ABORTED,

	/**
	 * The client went away first.
	 */
	CLIENT_GONE,

	/**
	 * The tunnel that it became was closed.
	 */
	TUNNEL_CLOSED;

	/**
	 * Return the name under which it is counted.
	 */
	String label() {
		return switch (this) {
			case ANSWERED -> "answered";
			case ANSWERED_HERE -> "answered-here";
			case ABORTED -> "aborted";
			case CLIENT_GONE -> "client-gone";
			case TUNNEL_CLOSED -> "tunnel";
		};
	}

}
