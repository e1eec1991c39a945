package io.bootcluster;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Tells an application which worker it runs in. A bean of this type is always there, also
 * when the application runs standalone. Safe from any thread.
 */
public interface ClusterMember {

	/**
	 * Return the worker's slot.
	 * @return 1 or higher, or 0 when standalone
	 */
	int slot();

	/**
	 * Return which life in the slot this is.
	 * @return 1 or higher, or 0 when standalone
	 */
	int generation();

	/**
	 * Return the id of the release that this worker runs.
	 * @return the id, or {@code standalone}
	 */
	String release();

	/**
	 * Return whether this is the one worker that runs what must run once, at this moment:
	 * the one of its node and, where nodes are registered, the one of all nodes. What
	 * begins on the strength of it may still run when another one leads;
	 * {@link LeadershipChanged} tells of each change.
	 * @return whether it leads; always {@code true} when standalone
	 */
	boolean isLeader();

	/**
	 * Return the fencing token of this worker's leadership over all nodes, higher than
	 * that of every leader before it. A store that refuses what carries a lower token
	 * than it has seen is safe from a leader that was stopped, and writes late.
	 * @return the token, or empty unless nodes are registered and this worker leads them
	 */
	OptionalLong fencingToken();

	/**
	 * Return the picture of the node that the primary sent last, as
	 * {@code GET /actuator/cluster} shows it.
	 * @return the view, or empty before the first one arrived and when standalone
	 */
	Optional<ClusterView> view();

}
