package io.bootcluster.primary.dispatch;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

import io.bootcluster.Measures;

/**
 * All durations and slots' counts since the dispatcher opened, whatever became of the
 * workers. Of each slot the last few releases are kept, so that a node on which releases
 * come and go for a year does not count them all; and those that a worker still runs.
 * Safe from any thread.
 */
final class Timings {

	private static final int KEPT_RELEASES = 3;

	private final SlotTimings nobody = new SlotTimings(0, "");

	private final Map<Integer, Map<String, SlotTimings>> slots = new TreeMap<>();

	private final Map<Integer, LongAdder> ejections = new TreeMap<>();

	private final Durations held = new Durations();

	/**
	 * Return where requests are counted that no worker had.
	 */
	SlotTimings ofNobody() {
		return this.nobody;
	}

	/**
	 * Return where the requests of a worker are counted, which is where those of the life
	 * before it in its slot were, if it ran the same release.
	 * @param slot the worker's slot
	 * @param release its release
	 * @param used those that workers of now count into, which are kept
	 */
	synchronized SlotTimings of(int slot, String release, Set<SlotTimings> used) {
		Map<String, SlotTimings> releases = this.slots.computeIfAbsent(slot, (unseen) -> new LinkedHashMap<>());
		SlotTimings known = releases.remove(release);
		SlotTimings latest = (known != null) ? known : new SlotTimings(slot, release);
		releases.put(release, latest);
		Iterator<SlotTimings> eldest = releases.values().iterator();
		while (releases.size() > KEPT_RELEASES && eldest.hasNext()) {
			SlotTimings each = eldest.next();
			if (each != latest && !used.contains(each)) {
				eldest.remove();
			}
		}
		return latest;
	}

	/**
	 * Return where the ejections of a slot are counted.
	 * @param slot the slot
	 */
	synchronized LongAdder ejections(int slot) {
		return this.ejections.computeIfAbsent(slot, (unseen) -> new LongAdder());
	}

	/**
	 * Return where the time is counted that requests waited for a worker.
	 */
	Durations held() {
		return this.held;
	}

	/**
	 * Return what was counted of slots.
	 * @param counts what was counted of the node
	 * @return an immutable snapshot
	 */
	synchronized Measures measures(Measures.Counts counts) {
		List<Measures.Requests> requests = new ArrayList<>(this.nobody.snapshot());
		this.slots.values()
			.forEach((releases) -> releases.values().forEach((each) -> requests.addAll(each.snapshot())));
		List<Measures.Slot> ejected = this.ejections.entrySet()
			.stream()
			.map((slot) -> new Measures.Slot(slot.getKey(), slot.getValue().sum(), Map.of(), Map.of(), -1))
			.toList();
		return new Measures(requests, this.held.snapshot(), counts, ejected);
	}

}
