package io.bootcluster.primary.dispatch;

import java.util.Locale;

/**
 * Names the rule that picks one of the workers that can take a request.
 */
public enum Policy {

	/**
	 * The one with the fewest requests; those with equally few in turn.
	 */
	LEAST_BUSY,

	/**
	 * Each in turn.
	 */
	ROUND_ROBIN;

	/**
	 * The word in settings and views, such as {@code least-busy}.
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
