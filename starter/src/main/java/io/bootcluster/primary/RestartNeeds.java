package io.bootcluster.primary;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.bootcluster.WorkerId;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Knows which settings workers have read anew and differently, but only a restart of this
 * primary can change: what the latest of those says that live. Tells each change in one
 * line. Safe from any thread.
 */
final class RestartNeeds {

	private static final Log logger = LogFactory.getLog(Primary.class);

	private final Map<String, String> own;

	private final Map<WorkerId, List<String>> different = new LinkedHashMap<>();

	private List<String> names = List.of();

	/**
	 * Create the knowledge of a primary.
	 * @param own digests of the settings that it started with, by name
	 */
	RestartNeeds(Map<String, String> own) {
		this.own = Map.copyOf(own);
	}

	/**
	 * Take note of what a worker has read.
	 * @param worker the worker
	 * @param digests digests of its settings, by name
	 * @return whether the names changed by it
	 */
	synchronized boolean told(WorkerId worker, Map<String, String> digests) {
		Set<String> all = new TreeSet<>(this.own.keySet());
		all.addAll(digests.keySet());
		all.removeIf((name) -> Objects.equals(this.own.get(name), digests.get(name)));
		this.different.remove(worker);
		this.different.put(worker, List.copyOf(all));
		return update();
	}

	/**
	 * Forget what workers said that have gone: a release that was withdrawn counts no
	 * more. Where nobody is left, nothing is known to have changed.
	 * @param alive those that have not gone
	 */
	synchronized void retain(Set<WorkerId> alive) {
		if (this.different.keySet().stream().anyMatch(alive::contains)) {
			this.different.keySet().retainAll(alive);
			update();
		}
	}

	/**
	 * Return the settings' names.
	 * @return full names of properties, sorted
	 */
	synchronized List<String> names() {
		return this.names;
	}

	private boolean update() {
		WorkerId latest = this.different.keySet().stream().reduce((first, second) -> second).orElseThrow();
		List<String> now = this.different.getOrDefault(latest, List.of());
		if (now.equals(this.names)) {
			return false;
		}
		this.names = now;
		if (now.isEmpty()) {
			logger.info("Settings that only a restart of the primary changes are for " + latest
					+ " what they are for this primary again");
		}
		else {
			logger.warn("Only a restart of the primary changes " + String.join(", ", now) + ", which " + latest
					+ " reads differently: restart the application, or type the command upgrade, which keeps the public"
					+ " ports");
		}
		return true;
	}

}
