package io.bootcluster;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that happened to the node, under a name that stays: what the log, the
 * dashboard and listeners in the application hear of. Published as an event in the
 * context of every worker; never when standalone. Immutable.
 *
 * @param number counts the events of this primary, from 1
 * @param at when
 * @param name what happened, such as {@code worker.exited}
 * @param worker the worker it happened to, such as {@code 2.3}, or empty
 * @param details what else is known, by name
 */
public record ClusterEvent(long number, Instant at, String name, String worker, Map<String, String> details) {

	public ClusterEvent {
		details = Collections.unmodifiableMap(new TreeMap<>(details));
	}

}
