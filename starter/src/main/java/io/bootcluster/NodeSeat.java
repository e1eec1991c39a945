package io.bootcluster;

import java.util.Map;

/**
 * The seat of this worker's node, which one of its workers has at a time and from which
 * it speaks for the node among others: spoken by what registers nodes, implemented over
 * the line. Unlike {@link Leadership}, it is about this node alone. Safe from any thread.
 */
public interface NodeSeat {

	/**
	 * Return which worker this is.
	 * @return slot and generation, such as {@code 2.1}
	 */
	String worker();

	/**
	 * Return which node this is.
	 * @return the node's name
	 */
	default String node() {
		return "";
	}

	/**
	 * Return whether the primary says that this worker has the seat.
	 * @return whether it speaks for its node
	 */
	boolean isTaken();

	/**
	 * Return whether the primary is gone, and the node with it.
	 * @return whether nobody can reach the node any more
	 */
	boolean isDeserted();

	/**
	 * Tell the primary what this worker sees of all nodes.
	 * @param nodes all nodes
	 * @param refused why wishes that concern all nodes cannot come true, by their ids
	 */
	void seen(NodesView nodes, Map<String, String> refused);

	/**
	 * Have this worker lead only while it has the seat and holds a lease.
	 * @param lease the lease
	 */
	void leadWith(NodesLease lease);

	/**
	 * Have changes told, beside whoever else has, and at once whether the seat is taken.
	 * @param listener told of each change; must return at once
	 */
	void tell(Listener listener);

	/**
	 * Hears of changes, on the line's thread.
	 */
	interface Listener {

		/**
		 * The seat was taken or left.
		 * @param taken whether this worker has it now
		 */
		void seated(boolean taken);

		/**
		 * There is a newer {@linkplain ClusterOperations#view() view}.
		 */
		void viewed();

	}

}
