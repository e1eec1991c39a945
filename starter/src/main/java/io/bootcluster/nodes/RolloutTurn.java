package io.bootcluster.nodes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.bootcluster.ClusterView;
import io.bootcluster.NodesView;
import org.jspecify.annotations.Nullable;

/**
 * A node's turn in a roll-out over all nodes: asked at each look at Redis, it says what
 * is to be written there, and has nothing to do with how. Called by the leader of the
 * node only, and by one thread; it must not block. A new leader of the node begins with a
 * new one, so that what must be remembered stands in Redis or in the view.
 */
interface RolloutTurn {

	/**
	 * Return whether something new waits in this node's view that should not wait for the
	 * next look, such as a wish that was just made. Called at each change of the view.
	 * @param own this node
	 * @return whether to look at once
	 */
	boolean isUrgent(ClusterView own);

	/**
	 * Take the turn.
	 * @param situation what was just read
	 * @return what is to be written and shown
	 */
	Outcome take(Situation situation);

	/**
	 * Return one that does nothing.
	 */
	static RolloutTurn none() {
		return new RolloutTurn() {

			@Override
			public boolean isUrgent(ClusterView own) {
				return false;
			}

			@Override
			public Outcome take(Situation situation) {
				return new Outcome(null, "", Map.of(), null);
			}

		};
	}

	/**
	 * What was just read.
	 *
	 * @param stored the roll-out as it stands in Redis, or {@code null} if none does
	 * @param reports what each node's leader reported last, by the node's id; nodes
	 * without a report are left out
	 * @param nodes every node that is registered just now, by id
	 * @param leads whether this node's leader leads all nodes
	 * @param own this node
	 * @param now the time, as Redis has it
	 */
	record Situation(@Nullable String stored, Map<String, String> reports, List<NodesView.Node> nodes, boolean leads,
			ClusterView own, Instant now) {
	}

	/**
	 * What is to be written and shown.
	 *
	 * @param writing what is to stand in Redis, or {@code null} to leave it as it is
	 * @param report what this node reports from now on, in its own record; empty for
	 * nothing
	 * @param refused why wishes of this node's view cannot come true, by their ids; told
	 * to the primary once for each difference
	 * @param shown the roll-out as the view is to show it
	 */
	record Outcome(@Nullable Writing writing, String report, Map<String, String> refused,
			NodesView.@Nullable Rollout shown) {
	}

	/**
	 * What is to stand in Redis. It is written only if what stands there is still
	 * {@link Situation#stored()}; whether it was is seen at the next look, which follows
	 * at once.
	 *
	 * @param json the roll-out
	 * @param expiry after which time it is forgotten unless it is written again
	 */
	record Writing(String json, Duration expiry) {
	}

}
