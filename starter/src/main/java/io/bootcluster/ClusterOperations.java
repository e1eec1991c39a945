package io.bootcluster;

import java.util.Optional;

/**
 * What a worker can say of the whole node: spoken by the actuator, implemented over the
 * line. Safe from any thread.
 */
public interface ClusterOperations {

	/**
	 * Return the picture that the primary sent last.
	 * @return the view, or empty before the first one arrived and when standalone
	 */
	Optional<ClusterView> view();

}
