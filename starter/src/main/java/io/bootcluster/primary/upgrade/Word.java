package io.bootcluster.primary.upgrade;

/**
 * What two primaries say to each other while one takes over from the other.
 */
enum Word {

	/**
	 * The new one begins, with the secret.
	 */
	HELLO,

	/**
	 * The new one's workers serve, as many as the text says.
	 */
	SERVING,

	/**
	 * The old one has made room for a worker more.
	 */
	NEXT,

	/**
	 * The new one has all of its workers.
	 */
	COMPLETE,

	/**
	 * The old one gives everything up.
	 */
	YOURS,

	/**
	 * The new one owns everything from now on.
	 */
	TAKEN,

	/**
	 * Either side gives the upgrade up, for the reason in the text.
	 */
	FAILED,

	/**
	 * Not said: the other side has gone.
	 */
	GONE

}
