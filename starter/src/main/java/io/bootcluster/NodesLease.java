package io.bootcluster;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Leadership over all nodes: the leader of a node leads only while it holds this lease.
 * Spoken by what leads in a worker, implemented over Redis; absent where nodes are not
 * registered. Safe from any thread.
 */
public interface NodesLease {

	/**
	 * Return whether this worker holds the lease, as far as its own clock can vouch for
	 * it: rather nobody holds it than two.
	 * @return whether it does
	 */
	boolean isHeld();

	/**
	 * Return the fencing token. What a leader writes elsewhere can carry it, so that what
	 * an earlier leader writes late is recognised by its lower token.
	 * @return the token, or empty unless the lease is held
	 */
	OptionalLong token();

	/**
	 * Begin a run of a task if no leader of any node has begun it, or one due later.
	 * @param task name of the task, the same in every worker of every node
	 * @param due when it was due
	 * @return {@code false} if the lease is not held, the run was begun already, or
	 * nobody can tell
	 */
	boolean begin(String task, Instant due);

	/**
	 * Return when the latest run of a task was due that a leader of any node began.
	 * @param task name of the task
	 * @return when, or empty if none is remembered
	 */
	Optional<Instant> latest(String task);

	/**
	 * Have changes of {@link #isHeld()} told.
	 * @param listener called after each; must return at once
	 */
	void tell(Runnable listener);

}
