package io.bootcluster.primary.telemetry;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import io.bootcluster.ClusterEvent;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Numbers what happened, says it in the log, and keeps the latest of it. Confined to the
 * telemetry's thread.
 */
final class EventLog {

	private static final Log logger = LogFactory.getLog("io.bootcluster.events");

	static final int KEPT = 200;

	private final Deque<ClusterEvent> kept = new ArrayDeque<>();

	private long last;

	/**
	 * Take note of what happened.
	 * @param happenings what happened, oldest first
	 * @param at when
	 * @return the same as events
	 */
	List<ClusterEvent> add(List<Happening> happenings, Instant at) {
		List<ClusterEvent> events = new ArrayList<>();
		for (Happening happening : happenings) {
			this.last++;
			ClusterEvent event = new ClusterEvent(this.last, at, happening.name(), happening.worker(),
					happening.details());
			logger.info(EventLine.of(event));
			events.add(event);
			this.kept.addLast(event);
			if (this.kept.size() > KEPT) {
				this.kept.removeFirst();
			}
		}
		return events;
	}

	List<ClusterEvent> kept() {
		return List.copyOf(this.kept);
	}

}
