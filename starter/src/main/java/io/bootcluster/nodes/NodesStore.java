package io.bootcluster.nodes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What all nodes share. Each method is one step for everybody else, and throws a
 * {@link RuntimeException} if the step may not have been done. Safe from any thread.
 */
interface NodesStore {

	/**
	 * Give a sign of life, ask for the lease, and look at the others.
	 * @param sign what to say and to ask for
	 * @return what is there now
	 */
	Look look(Sign sign);

	/**
	 * Give the lease back, if it is held.
	 * @param life who
	 * @param forGood whether the node goes, so that it is to be forgotten
	 */
	void leave(NodeLife life, boolean forGood);

	/**
	 * Begin a run of a task.
	 * @param life who
	 * @param token the token that it must still hold
	 * @param task name of the task
	 * @param due when it was due
	 * @return whether it may run
	 */
	boolean begin(NodeLife life, long token, String task, Instant due);

	Optional<Instant> latest(String task);

	/**
	 * Write the roll-out.
	 * @param expected what it must still be, or empty for none
	 * @param writing what it is to be
	 * @return whether it was
	 */
	boolean write(String expected, RolloutTurn.Writing writing);

	/**
	 * A sign of life.
	 *
	 * @param life who gives it
	 * @param record what others are to know of the node
	 * @param expiry how long it counts
	 * @param holds whether this worker believes to hold the lease
	 * @param heldToken the token that this worker, or the one that led the node before
	 * it, was the last to hold; 0 if neither does
	 * @param watched the lease that has stood still for so long that it is free:
	 * {@code -} for an absent one, empty for none
	 * @param highestToken highest token ever seen
	 */
	record Sign(NodeLife life, NodeRecord record, Duration expiry, boolean holds, long heldToken, String watched,
			long highestToken) {
	}

	/**
	 * What is there.
	 *
	 * @param now Redis' own time
	 * @param rival another node that has this one's id, if there is one
	 * @param lease the lease as it stands there; empty if it does not
	 * @param granted whether the lease was renewed or taken just now
	 * @param token the highest token there
	 * @param rollout the roll-out as it stands there; empty if none does
	 * @param records every node that has given a sign of life
	 */
	record Look(Instant now, @Nullable NodeRecord rival, String lease, boolean granted, long token, String rollout,
			List<NodeRecord> records) {
	}

}
