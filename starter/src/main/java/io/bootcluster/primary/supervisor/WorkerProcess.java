package io.bootcluster.primary.supervisor;

import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A worker's process, as far as the supervisor needs it. Safe from any thread; no method
 * waits.
 */
public interface WorkerProcess {

	/**
	 * Return the process's id.
	 * @return the id
	 */
	long pid();

	/**
	 * Return what it was started from.
	 * @return a word for {@link io.bootcluster.ClusterView.Start}
	 */
	String origin();

	/**
	 * Return how it will have ended.
	 * @return completes with the exit code once the process has ended, 128 + n for signal
	 * n; never exceptionally
	 */
	CompletionStage<Integer> exit();

	/**
	 * Return the last lines that it printed, on either output.
	 * @return at most 1,000 lines, oldest first
	 */
	List<String> lastLines();

	/**
	 * Ask it to end (TERM).
	 */
	void terminate();

	/**
	 * End it (KILL).
	 */
	void kill();

}
