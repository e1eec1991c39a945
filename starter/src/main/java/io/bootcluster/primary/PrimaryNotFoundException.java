package io.bootcluster.primary;

/**
 * No primary of this application runs, or more than one. The message is for people.
 */
public final class PrimaryNotFoundException extends Exception {

	private final int found;

	PrimaryNotFoundException(String message, int found) {
		super(message);
		this.found = found;
	}

	/**
	 * Return whether there is none, and not more than one.
	 */
	public boolean isNoneRunning() {
		return this.found == 0;
	}

}
