package io.bootcluster.endtoend.harness;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Has workers of the sample application leak.
 */
public final class Leak {

	/**
	 * How much leaks at a time, bytes.
	 */
	public static final int SIZE = 32 * 1024 * 1024;

	private Leak() {
	}

	/**
	 * Whoever answers leaks, until one has leaked often enough.
	 * @param cluster whose workers
	 * @param times how often
	 * @return the one that has, or is just about to leak for the last time
	 * @throws IOException if nobody answers
	 */
	public static View.Worker into(Cluster cluster, int times) throws IOException {
		Map<Integer, Integer> leaks = new HashMap<>();
		while (true) {
			int slot = cluster.client().post("/api/chaos/leak").json().path("worker").asInt();
			if (leaks.merge(slot, 1, Integer::sum) == times) {
				return cluster.worker(slot);
			}
		}
	}

}
