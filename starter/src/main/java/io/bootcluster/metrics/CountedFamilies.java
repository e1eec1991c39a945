package io.bootcluster.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import io.bootcluster.Histogram;
import io.bootcluster.Measures;
import io.bootcluster.metrics.Family.Point;
import io.micrometer.core.instrument.Tags;

/**
 * What the primary has counted since it started, whatever became of workers since.
 */
final class CountedFamilies {

	/**
	 * Stands where no worker had a request.
	 */
	private static final String NONE = "none";

	private final Measures measures;

	private final Tags node;

	private CountedFamilies(Measures measures, String node) {
		this.measures = measures;
		this.node = Tags.of("node", node);
	}

	static List<Family> of(Measures measures, String node) {
		return new CountedFamilies(measures, node).families();
	}

	private List<Family> families() {
		Measures.Counts counts = this.measures.counts();
		return List.of(requests(),
				Family.durations("bootcluster.held", "How long requests waited because no worker could take them",
						List.of(Point.of(this.node, this.measures.held()))),
				Family.counter("bootcluster.connections.accepted", "Client connections accepted",
						List.of(Point.of(this.node, counts.connections()))),
				Family.counter("bootcluster.refusals", "Requests that were never routed, by the status they got",
						counts(this.node, "status", counts.refusals())),
				Family.counter("bootcluster.rollouts", "Roll-outs that have ended",
						counts(this.node, "state", counts.rollouts())),
				Family.counter("bootcluster.worker.ejections", "How often a worker in the slot was ejected",
						slots((slot) -> List.of(Point.of(tags(slot), slot.ejections())))),
				Family.counter("bootcluster.worker.restarts", "How often the slot was filled again",
						slots((slot) -> List.of(Point.of(tags(slot), restarts(slot))))),
				Family.counter("bootcluster.worker.exits",
						"How often the slot was filled again, by what ended the life before",
						slots((slot) -> counts(tags(slot), "meaning", slot.restarts()))),
				Family.counter("bootcluster.worker.probes", "Probes of the slot's workers",
						slots((slot) -> counts(tags(slot), "result", slot.probes()))),
				Family.gauge("bootcluster.worker.beat.age", "seconds", "Time since the worker's last sign of life",
						slots((slot) -> (slot.beatAgeMillis() < 0) ? List.of()
								: List.of(Point.of(tags(slot), slot.beatAgeMillis() / 1000.0)))));
	}

	private Family requests() {
		Map<Tags, Histogram> durations = new LinkedHashMap<>();
		for (Measures.Requests alike : this.measures.requests()) {
			Tags tags = this.node.and("worker", (alike.slot() > 0) ? Integer.toString(alike.slot()) : NONE, "release",
					alike.release().isEmpty() ? NONE : alike.release(), "outcome", alike.outcome(), "status",
					alike.status());
			durations.merge(tags, alike.durations(), Histogram::plus);
		}
		return Family.durations("bootcluster.requests",
				"How long requests took, from their whole head to the answer's last octet",
				durations.entrySet().stream().map((each) -> Point.of(each.getKey(), each.getValue())).toList());
	}

	private List<Point> slots(Function<Measures.Slot, List<Point>> points) {
		List<Point> all = new ArrayList<>();
		this.measures.slots().forEach((slot) -> all.addAll(points.apply(slot)));
		return all;
	}

	private static long restarts(Measures.Slot slot) {
		return slot.restarts().values().stream().mapToLong(Long::longValue).sum();
	}

	private Tags tags(Measures.Slot slot) {
		return this.node.and("worker", Integer.toString(slot.slot()));
	}

	private static List<Point> counts(Tags tags, String key, Map<String, Long> counts) {
		return new TreeMap<>(counts).entrySet()
			.stream()
			.map((count) -> Point.of(tags.and(key, count.getKey()), count.getValue()))
			.toList();
	}

}
