package io.bootcluster.control;

import java.util.List;

import io.bootcluster.ClusterView;
import io.bootcluster.Wish;
import org.jspecify.annotations.Nullable;

/**
 * Answers what commands ask of the primary. Safe from any thread.
 */
public interface CommandOffice {

	/**
	 * Return the node as it is.
	 * @return the picture
	 */
	ClusterView view();

	/**
	 * Take a wish.
	 * @param wish the wish
	 * @return its id
	 * @throws IllegalStateException if it cannot be taken, with the reason
	 */
	String wish(Wish wish);

	/**
	 * Return what workers wrote last.
	 * @param worker the slot of the one worker that matters, or {@code null} for all
	 * @param after number of the line after which to begin, 0 for the first that is kept
	 * @return the lines, oldest first
	 */
	List<Written> written(@Nullable Integer worker, long after);

	/**
	 * A line that a worker wrote.
	 *
	 * @param number counts the lines of all workers, from 1
	 * @param text the line, with the worker's name before it
	 */
	record Written(long number, String text) {
	}

}
