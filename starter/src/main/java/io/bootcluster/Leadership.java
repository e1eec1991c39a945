package io.bootcluster;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether this worker runs what must run once, and the memory of what has run: spoken by
 * what schedules, implemented over the line. The primary is the memory, since it outlives
 * every leader. Safe from any thread.
 */
public interface Leadership {

	/**
	 * Return whether this worker is the leader.
	 * @return whether it is
	 */
	boolean isLeader();

	/**
	 * Return which term of leadership this is, where a worker may lead more than once.
	 * @return a number that is higher in each later term of any worker, or always 0
	 */
	default long term() {
		return 0;
	}

	/**
	 * Return whether this worker is the first of its release: it migrates the database,
	 * and tells what is the same in all of them.
	 * @return whether it is
	 */
	boolean isFirst();

	/**
	 * Begin a run of a task if this worker may: the primary learns of it first, so that
	 * no later leader repeats it. A run that has begun may end after this worker has
	 * stepped down.
	 * @param task name of the task, the same in every worker
	 * @param due when it was due
	 * @return {@code false} if this worker is not the leader
	 */
	boolean begin(String task, Instant due);

	/**
	 * Say that a run that had begun has ended.
	 * @param task name of the task
	 */
	void end(String task);

	/**
	 * Return when the latest run of a task was due that this or an earlier leader began.
	 * @param task name of the task
	 * @return when, or empty if none has begun since the primary started
	 */
	Optional<Instant> latest(String task);

}
