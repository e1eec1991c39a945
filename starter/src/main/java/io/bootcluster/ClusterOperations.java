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

	/**
	 * Ask the primary for something that others may have asked for already: of all wishes
	 * with one id, it hears the first.
	 * @param id the wish's id, which begins with {@link Wish#SHARED}
	 * @param wish what is wished for
	 * @throws IllegalStateException if there is no primary
	 */
	default void wishOnce(String id, Wish wish) {
		throw new IllegalStateException("There is no primary to " + wish);
	}

}
