package io.bootcluster.primary.dispatch;

/**
 * Which of the public listeners a client came through, and so which private listener of a
 * worker answers.
 */
enum Door {

	/**
	 * The application's.
	 */
	MAIN,

	/**
	 * The actuator's own.
	 */
	MANAGEMENT;

	boolean isManagement() {
		return this == MANAGEMENT;
	}

}
