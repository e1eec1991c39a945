package io.bootcluster.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

import io.bootcluster.ClusterView.Worker;
import io.bootcluster.WorkerId;

/**
 * Decides which lives of each slot a scrape is about: of each release, the oldest that
 * serves or drains. No life becomes older, so nobody who reads the same series sees an
 * earlier life again and takes its higher counts for new ones.
 */
final class MeasuredLives {

	private static final Set<String> ANSWERING = Set.of("serving", "draining");

	private static final BinaryOperator<Worker> OLDER = BinaryOperator
		.minBy(Comparator.comparingInt(Worker::generation));

	private MeasuredLives() {
	}

	/**
	 * Choose lives for each slot.
	 * @param workers all lives
	 * @return by slot, those to measure; none where no life of the slot answers
	 */
	static Map<Integer, List<WorkerId>> of(List<Worker> workers) {
		return workers.stream()
			.collect(Collectors.groupingBy(Worker::slot, TreeMap::new,
					Collectors.collectingAndThen(Collectors.toList(), MeasuredLives::measured)));
	}

	private static List<WorkerId> measured(List<Worker> lives) {
		return lives.stream()
			.filter((life) -> ANSWERING.contains(life.state()))
			.collect(Collectors.toMap(Worker::release, (life) -> life, OLDER))
			.values()
			.stream()
			.sorted(Comparator.comparingInt(Worker::generation))
			.map((life) -> new WorkerId(life.slot(), life.generation()))
			.toList();
	}

}
