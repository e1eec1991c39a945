package io.bootcluster.primary.supervisor;

import java.io.IOException;

import io.bootcluster.WorkerId;
import io.bootcluster.control.Part;

/**
 * Starts worker processes. Called on the supervisor's thread, so it should take no longer
 * than starting a process does.
 */
@FunctionalInterface
public interface WorkerLauncher {

	/**
	 * Start the process of one worker and hand it its assignment.
	 * @param worker which life it will be
	 * @param release id of the release to run
	 * @param part what part of the whole it has
	 * @return the process
	 * @throws IOException if it cannot be started, with a message for people: the release
	 * was changed under us, {@code java} is gone, the process limit is reached. The
	 * supervisor tells it once and tries again with backoff
	 */
	WorkerProcess launch(WorkerId worker, String release, Part part) throws IOException;

	/**
	 * Return whether there is still something to start workers of a release from.
	 * @param release id of the release
	 * @return {@code false} if a launch would fail for certain
	 */
	default boolean has(String release) {
		return true;
	}

}
