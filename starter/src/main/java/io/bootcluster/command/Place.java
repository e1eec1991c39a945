package io.bootcluster.command;

import java.nio.file.Path;

import io.bootcluster.PreparedRelease;

/**
 * Where a command is typed: knows the application that it is about.
 */
public interface Place {

	/**
	 * Find the running primary of this application.
	 * @return its socket for commands
	 * @throws CommandFailedException if there is none, or more than one
	 */
	Path socket();

	/**
	 * Return whether {@link #socket} would find one, or more.
	 */
	boolean isRunning();

	/**
	 * Prepare, without a primary, what workers of a later start are started from.
	 * @return what is there now
	 * @throws CommandFailedException if it could not be made
	 * @throws RuntimeException if a start would fail, as it would fail
	 */
	PreparedRelease prepare();

	/**
	 * Read every setting that a start would, and start nothing.
	 * @return what would be started, for people
	 * @throws RuntimeException if a start would fail, as it would fail
	 */
	String check();

}
