package io.bootcluster;

import java.util.List;
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
	 * Return what the primary has counted, as it told last.
	 * @return the measures, or empty before the first arrived and when standalone
	 */
	default Optional<Measures> measures() {
		return Optional.empty();
	}

	/**
	 * Return whether the primary, which tells something every second, was heard of
	 * lately: not so in a process that stood still.
	 * @return whether what is known of the node is at most a few seconds old
	 */
	default boolean isUpToDate() {
		return true;
	}

	/**
	 * Return what happened to the node lately.
	 * @return the events that are kept, oldest first
	 */
	default List<ClusterEvent> events() {
		return List.of();
	}

	/**
	 * Return how the node did in the last quarter of an hour.
	 * @return the samples that are kept, oldest first
	 */
	default List<Sample> samples() {
		return List.of();
	}

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
