package io.bootcluster.primary.telemetry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import io.bootcluster.ClusterView;
import io.bootcluster.ClusterView.Exit;
import io.bootcluster.ClusterView.Worker;
import io.bootcluster.Measures;

/**
 * Counts what only pictures tell: how slots were filled again, and how roll-outs ended.
 * Confined to the telemetry's thread.
 */
final class SlotCounts {

	private static final String REPLACED = "replaced";

	private final Map<Integer, Map<String, Long>> restarts = new TreeMap<>();

	private final Map<String, Long> rollouts = new HashMap<>();

	/**
	 * Take the difference of two pictures in.
	 */
	void compare(ClusterView before, ClusterView now) {
		for (Worker worker : now.workers()) {
			Map<String, Long> counts = this.restarts.computeIfAbsent(worker.slot(), (unseen) -> new TreeMap<>());
			if (worker.generation() > 1 && WorkerComparison.find(before.workers(), worker).isEmpty()) {
				counts.merge(cause(worker, now.workers()), 1L, Long::sum);
			}
		}
		RolloutComparison.passed(before.release(), now.release())
			.forEach((passed) -> this.rollouts.merge(passed.state(), 1L, Long::sum));
	}

	/**
	 * Where an older life goes on, this one is to replace it; without room for both, the
	 * older one has gone because it was to.
	 */
	private static String cause(Worker next, List<Worker> workers) {
		boolean beside = workers.stream()
			.anyMatch((worker) -> worker.slot() == next.slot() && worker.generation() < next.generation()
					&& WorkerComparison.isAlive(worker));
		Exit exit = next.lastExit();
		return (beside || exit == null || exit.wanted()) ? REPLACED : kind(exit);
	}

	/**
	 * Leave away why the primary ended it, which is in too many words to be counted by:
	 * what the exit code means stands behind that.
	 */
	static String kind(Exit exit) {
		return exit.meaning().substring(exit.meaning().lastIndexOf(", ") + 1).strip();
	}

	Map<String, Long> rollouts() {
		return Map.copyOf(this.rollouts);
	}

	/**
	 * Return the slots' counts, with what others know of them.
	 */
	List<Measures.Slot> slots(Map<Integer, Long> ejections, VitalCounts vitals, List<Worker> workers) {
		SortedSet<Integer> slots = new TreeSet<>(this.restarts.keySet());
		slots.addAll(ejections.keySet());
		return slots.stream()
			.map((slot) -> new Measures.Slot(slot, ejections.getOrDefault(slot, 0L),
					this.restarts.getOrDefault(slot, Map.of()), vitals.probes(slot), vitals.beatAge(slot, workers)))
			.toList();
	}

}
