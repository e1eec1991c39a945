package io.bootcluster.primary.dispatch;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;

import io.bootcluster.Measures;
import org.jspecify.annotations.Nullable;

/**
 * How long the requests of one slot and release took, by how they ended and by the class
 * of their status. Safe from any thread.
 */
final class SlotTimings {

	private static final List<String> CLASSES = List.of("none", "1xx", "2xx", "3xx", "4xx", "5xx");

	private static final int HUNDRED = 100;

	private final int slot;

	private final String release;

	private final AtomicReferenceArray<@Nullable Durations> cells = new AtomicReferenceArray<>(
			Outcome.values().length * CLASSES.size());

	SlotTimings(int slot, String release) {
		this.slot = slot;
		this.release = release;
	}

	int slot() {
		return this.slot;
	}

	String release() {
		return this.release;
	}

	/**
	 * Count a request.
	 * @param outcome how it ended
	 * @param status status of its answer, or 0 if there was none
	 * @param nanos how long it took
	 */
	@SuppressWarnings("EnumOrdinal") // lasts no longer than this process
	void record(Outcome outcome, int status, long nanos) {
		int index = outcome.ordinal() * CLASSES.size() + Math.min(status / HUNDRED, CLASSES.size() - 1);
		Durations cell = this.cells.get(index);
		if (cell == null) {
			this.cells.compareAndSet(index, null, new Durations());
			cell = this.cells.get(index);
		}
		if (cell != null) {
			cell.record(nanos);
		}
	}

	List<Measures.Requests> snapshot() {
		return IntStream.range(0, this.cells.length())
			.filter((index) -> this.cells.get(index) != null)
			.mapToObj(this::requests)
			.toList();
	}

	@SuppressWarnings("EnumOrdinal") // as above
	private Measures.Requests requests(int index) {
		Durations cell = this.cells.get(index);
		return new Measures.Requests(this.slot, this.release, Outcome.values()[index / CLASSES.size()].label(),
				CLASSES.get(index % CLASSES.size()), ((cell != null) ? cell : new Durations()).snapshot());
	}

}
