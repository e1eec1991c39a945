package io.bootcluster.primary.telemetry;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What happened, before it has a number and a time: the half of a
 * {@link io.bootcluster.ClusterEvent} that follows from two pictures. Immutable.
 *
 * @param name what happened
 * @param worker the worker it happened to, such as {@code 2.3}, or empty
 * @param details what else is known, by name
 */
record Happening(String name, String worker, Map<String, String> details) {

	private static final int LONGEST = 500;

	static Happening of(String name) {
		return new Happening(name, "", Map.of());
	}

	static Happening of(String name, String worker) {
		return new Happening(name, worker, Map.of());
	}

	/**
	 * Return the same with a detail, unless there is nothing to tell.
	 */
	Happening with(String detail, @Nullable Object value) {
		if (value == null || value.toString().isEmpty()) {
			return this;
		}
		Map<String, String> more = new TreeMap<>(this.details);
		more.put(detail, cut(value.toString()));
		return new Happening(this.name, this.worker, more);
	}

	/**
	 * Why a release failed can be a stack trace, and all that is kept goes to a worker in
	 * one message.
	 */
	private static String cut(String value) {
		return (value.length() <= LONGEST) ? value : value.substring(0, LONGEST) + "...";
	}

}
