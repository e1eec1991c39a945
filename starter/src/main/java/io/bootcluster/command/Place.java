package io.bootcluster.command;

import java.nio.file.Path;

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
	 * Read every setting that a start would, and start nothing.
	 * @return what would be started, for people
	 * @throws RuntimeException if a start would fail, as it would fail
	 */
	String check();

}
