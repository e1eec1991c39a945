package io.bootcluster.primary.upgrade;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

import io.bootcluster.control.Inheritance;

/**
 * The primary that runs, as an upgrade sees it.
 */
public interface Incumbent {

	/**
	 * Return what the next primary must know.
	 * @param secret what it is to show
	 * @return its inheritance, of another number each time
	 */
	Inheritance bequeath(String secret);

	/**
	 * Hand the public listeners to whoever asks, and go on accepting.
	 * @param socket where it asks
	 * @return ends the wait
	 */
	AutoCloseable offerListeners(Path socket);

	/**
	 * Return how many workers are wanted.
	 * @return at least one
	 */
	int wanted();

	/**
	 * Return how many workers have a process.
	 * @return the number
	 */
	int alive();

	/**
	 * Want more or fewer workers.
	 * @param change how many more, negative for fewer
	 */
	void scale(int change);

	/**
	 * Have no worker lead any more.
	 */
	void leaveLead();

	/**
	 * Return whether a worker leads.
	 * @return {@code false} once none does
	 */
	boolean hasLeader();

	/**
	 * Return when the latest run of each task was due that must run once.
	 * @return the times, by task
	 */
	Map<String, Instant> runs();

	/**
	 * Have a worker lead again, since nobody else does.
	 */
	void takeLead();

}
