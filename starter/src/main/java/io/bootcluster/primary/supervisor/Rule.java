package io.bootcluster.primary.supervisor;

import org.jspecify.annotations.Nullable;

/**
 * Compares what is with what is wanted, changes nothing, and names the next thing to do.
 * Asked again after each deed, until no rule names one.
 */
@FunctionalInterface
interface Rule {

	/**
	 * Decide.
	 * @param crew the workers as they are and as they are wanted
	 * @return the next deed, or {@code null} if all is well
	 */
	@Nullable Deed next(Crew crew);

}
