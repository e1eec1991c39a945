package io.bootcluster.primary.supervisor;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.bootcluster.Traffic;
import io.bootcluster.Verdict.Finding;
import io.bootcluster.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * The time in which the first new life takes requests beside the old ones and is compared
 * with them. Confined to the supervisor's thread.
 */
final class Bake {

	/**
	 * Fewer answers than this say nothing.
	 */
	static final int FEWEST = 20;

	private static final double CERTAIN = 1.645;

	/**
	 * Asked again and again, chance has more opportunities: before the end, one in two
	 * thousand.
	 */
	private static final double BEYOND_DOUBT = 3.29;

	final WorkerHandle life;

	private final Duration end;

	private final double margin;

	private final Map<WorkerId, Tally> before = new HashMap<>();

	private final Map<WorkerId, Tally> old = new HashMap<>();

	private Tally fresh = Tally.NONE;

	/**
	 * Begin.
	 * @param life the new life, whose gate has just opened
	 * @param end when to decide
	 * @param margin by how much its share of errors may be larger
	 */
	Bake(WorkerHandle life, Duration end, double margin) {
		this.life = life;
		this.end = end;
		this.margin = margin;
	}

	/**
	 * Compare with an old life.
	 * @param worker the old life
	 * @param now its counts as they are now
	 */
	void compareWith(WorkerId worker, Tally now) {
		this.before.put(worker, now);
	}

	/**
	 * Take in the counts as they are now. Those of an old life that has gone stay what
	 * they were.
	 * @param backends the counts of all workers
	 */
	void look(Map<WorkerId, Traffic.Backend> backends) {
		backends.forEach((worker, backend) -> {
			if (worker.equals(this.life.id)) {
				this.fresh = Tally.of(backend);
			}
			else if (this.before.containsKey(worker)) {
				this.old.put(worker, Tally.of(backend).since(this.before.getOrDefault(worker, Tally.NONE)));
			}
		});
	}

	boolean isOver(Moment now) {
		return now.reached(this.end);
	}

	/**
	 * Return why the new life does not pass.
	 * @param now the time
	 * @return the reason, or {@code null} as long as there is none
	 */
	@Nullable String failure(Moment now) {
		Tally others = this.old.values().stream().reduce(Tally.NONE, Tally::plus);
		boolean enough = this.fresh.answers() >= FEWEST && others.answers() >= FEWEST;
		if (enough && this.fresh.exceeds(others, isOver(now) ? CERTAIN : BEYOND_DOUBT) > this.margin) {
			return "answered " + this.fresh + " requests with server errors in its bake, the old workers " + others
					+ ": a share more than " + this.margin + " above theirs";
		}
		return (isOver(now) && this.life.finding() != Finding.READY)
				? "is not ready at the end of its bake" + this.life.excuse() : null;
	}

}
