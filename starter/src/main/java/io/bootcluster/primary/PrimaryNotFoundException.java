package io.bootcluster.primary;

/**
 * No primary of this application runs, or more than one. The message is for people.
 */
public final class PrimaryNotFoundException extends Exception {

	PrimaryNotFoundException(String message) {
		super(message);
	}

}
