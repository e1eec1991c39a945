package io.bootcluster.clusterui;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

import io.bootcluster.ClusterOperations;
import io.bootcluster.Measures;

/**
 * Gathers what the page shows, in one answer that stays small: of events and samples only
 * those that the page does not have.
 *
 * @param clock the time of day
 */
record Facts(InstantSource clock) {

	Since since(long event, long sample) {
		return new Since(this.clock, event, sample);
	}

	/**
	 * What a page that was there before does not know.
	 *
	 * @param clock the time of day
	 * @param event number of the last event that it has
	 * @param sample time of the last sample that it has, in milliseconds since 1970
	 */
	record Since(InstantSource clock, long event, long sample) {

		Map<String, Object> of(int slot, ClusterOperations operations, Paths paths) {
			Map<String, Object> facts = new LinkedHashMap<>();
			facts.put("worker", slot);
			facts.put("now", this.clock.instant());
			operations.view().ifPresent((view) -> facts.put("view", Excerpt.of(view)));
			facts.put("durations", Excerpt.durations(operations.measures().orElse(Measures.NONE)));
			facts.put("events", operations.events().stream().filter((each) -> each.number() > this.event).toList());
			facts.put("samples",
					operations.samples().stream().filter((each) -> each.at().toEpochMilli() > this.sample).toList());
			facts.put("writable", paths.takesOrders());
			facts.put("orders", paths.orders());
			return facts;
		}

	}

}
