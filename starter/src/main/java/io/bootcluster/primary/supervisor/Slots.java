package io.bootcluster.primary.supervisor;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All places that there are or have been, and which of them are wanted: a place keeps its
 * number and its generations for ever. Confined to the supervisor's thread.
 */
final class Slots {

	/**
	 * First who does not serve, then the youngest life, then the highest place.
	 */
	private static final Comparator<Slot> LEAST_MISSED = Comparator
		.comparing((Slot slot) -> slot.lives().stream().noneMatch(WorkerHandle::isServing))
		.thenComparing((slot) -> slot.lives().stream().mapToLong((life) -> life.launch).max().orElse(0))
		.thenComparing((slot) -> slot.number);

	private final SupervisorSettings.Restart restart;

	private final SortedMap<Integer, Slot> slots = new TreeMap<>();

	Slots(int wanted, SupervisorSettings.Restart restart) {
		this.restart = restart;
		for (int number = 1; number <= wanted; number++) {
			get(number);
		}
	}

	Slot get(int number) {
		return this.slots.computeIfAbsent(number, (free) -> new Slot(free, this.restart));
	}

	List<Slot> all() {
		return List.copyOf(this.slots.values());
	}

	private List<Slot> wanted() {
		return this.slots.values().stream().filter((slot) -> slot.wanted).toList();
	}

	/**
	 * Want more or fewer places, at least one.
	 * @param change how many more, negative for fewer
	 * @param now when
	 */
	void scale(int change, Moment now) {
		for (int i = 0; i < change; i++) {
			add(now);
		}
		for (int i = change; i < 0 && wanted().size() > 1; i++) {
			wanted().stream().max(LEAST_MISSED).ifPresent((slot) -> slot.wanted = false);
		}
	}

	private void add(Moment now) {
		int number = 1;
		while (this.slots.containsKey(number) && get(number).wanted) {
			number++;
		}
		Slot slot = get(number);
		slot.wanted = true;
		slot.backoff.reset();
		slot.notBefore = now.at();
	}

}
