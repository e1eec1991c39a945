package io.bootcluster;

import java.time.Instant;
import java.util.List;

/**
 * How the node did for a few seconds: one point of each curve. Immutable.
 *
 * @param at the end of that time
 * @param node the node as a whole
 * @param workers each worker that there was
 */
public record Sample(Instant at, Node node, List<Worker> workers) {

	public Sample {
		workers = List.copyOf(workers);
	}

	/**
	 * The node.
	 *
	 * @param requestsPerSecond requests that came, whatever became of them
	 * @param failuresPerSecond requests that the dispatcher itself answered 502, 503 or
	 * 504
	 * @param p50 median duration of requests that ended, seconds, or -1 if there were
	 * none
	 * @param p99 duration that 99 % of the requests did not exceed, seconds, or -1
	 * @param inFlight requests that a worker has
	 * @param held requests that wait because no worker can take them
	 * @param connections open client connections
	 */
	public record Node(double requestsPerSecond, double failuresPerSecond, double p50, double p99, int inFlight,
			int held, int connections) {
	}

	/**
	 * A worker.
	 *
	 * @param slot its slot
	 * @param generation its generation
	 * @param requestsPerSecond requests that it was given
	 * @param p50 median duration of its requests that ended, seconds, or -1 if there were
	 * none
	 * @param p99 duration that 99 % of its requests did not exceed, seconds, or -1
	 * @param inFlight requests that it has
	 * @param heapUsed heap in use after the last collection, bytes, or -1 before one
	 * @param rss resident memory, bytes, or -1 where the system does not tell
	 */
	public record Worker(int slot, int generation, double requestsPerSecond, double p50, double p99, int inFlight,
			long heapUsed, long rss) {
	}

}
