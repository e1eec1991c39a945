package io.bootcluster;

/**
 * What each worker gets of a pool that the application's settings size for one process.
 * Pure.
 *
 * @param workers how many workers share it, 1 or more
 */
public record PoolShare(int workers) {

	/**
	 * Fewer request threads than this would make requests wait for each other.
	 */
	private static final int LEAST_THREADS = 10;

	public PoolShare {
		if (workers < 1) {
			throw new IllegalArgumentException("No pool is shared by " + workers + " workers");
		}
	}

	/**
	 * Return each worker's share of connections.
	 * @param whole what the settings ask for
	 * @return the share, rounded up: at least 1 if there are any
	 */
	public int ofConnections(int whole) {
		return Math.floorDiv(whole + this.workers - 1, this.workers);
	}

	/**
	 * Return each worker's share of the server's request threads.
	 * @param whole what the settings ask for
	 * @return the share, rounded up: at least 10, unless the settings ask for fewer
	 */
	public int ofThreads(int whole) {
		return Math.min(whole, Math.max(LEAST_THREADS, ofConnections(whole)));
	}

}
