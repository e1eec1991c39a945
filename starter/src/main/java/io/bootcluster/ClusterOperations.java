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

	/**
	 * Ask the primary for something; its outcome is seen in the {@link #view()}.
	 * @param wish what is wished for
	 * @return the wish's id
	 * @throws IllegalStateException if there is no primary
	 */
	String wish(Wish wish);

}
