package io.bootcluster.command;

/**
 * A command cannot be carried out. The message is for people.
 */
public final class CommandFailedException extends RuntimeException {

	/**
	 * Create the exception.
	 * @param message why, and the way out
	 */
	public CommandFailedException(String message) {
		super(message);
	}

}
