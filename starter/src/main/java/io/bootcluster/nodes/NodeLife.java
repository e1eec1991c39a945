package io.bootcluster.nodes;

import java.time.Instant;

/**
 * Whose leader speaks: one life of one node.
 *
 * @param node id of the node
 * @param startedAt when its primary started, which tells its lives apart
 * @param worker the worker that leads it
 */
record NodeLife(String node, Instant startedAt, String worker) {

	/**
	 * Return which life it is as it stands in Redis.
	 * @return milliseconds
	 */
	String started() {
		return Long.toString(this.startedAt.toEpochMilli());
	}

}
