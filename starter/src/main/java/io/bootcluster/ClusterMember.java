package io.bootcluster;

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

}
