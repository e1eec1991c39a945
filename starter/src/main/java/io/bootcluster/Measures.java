package io.bootcluster;

import java.util.List;
import java.util.Map;

/**
 * What is counted of a node since its primary started, whatever became of workers since:
 * what metrics are drawn from. Unlike {@link ClusterView}, which shows how things are.
 * Immutable.
 *
 * @param requests how long requests took, by worker, outcome and class of status
 * @param held how long requests waited because no worker could take them
 * @param counts counts of the node as a whole
 * @param slots counts of each slot, whoever lived in it
 */
public record Measures(List<Requests> requests, Histogram held, Counts counts, List<Slot> slots) {

	/**
	 * Nothing has been counted yet.
	 */
	public static final Measures NONE = new Measures(List.of(), Histogram.EMPTY,
			new Counts(0, 0, 0, 0, Map.of(), Map.of()), List.of());

	public Measures {
		requests = List.copyOf(requests);
		slots = List.copyOf(slots);
	}

	/**
	 * Requests that were alike.
	 *
	 * @param slot the slot whose worker had them last, or 0 if none had
	 * @param release id of that worker's release, or empty if there was none
	 * @param outcome how they ended: {@code answered}, {@code answered-here},
	 * {@code aborted}, {@code client-gone}, {@code tunnel}
	 * @param status class of the answer's status, {@code 1xx} to {@code 5xx}, or
	 * {@code none} if there was no answer
	 * @param durations how long they took, from the whole head to the answer's last octet
	 */
	public record Requests(int slot, String release, String outcome, String status, Histogram durations) {
	}

	/**
	 * Counts of the node.
	 *
	 * @param connections client connections accepted
	 * @param requests requests routed
	 * @param retries further tries of requests whose worker failed
	 * @param failures requests that the dispatcher itself answered 502, 503 or 504
	 * @param refusals requests that were never routed, by the status they got
	 * @param rollouts roll-outs that have ended, by their state
	 */
	public record Counts(long connections, long requests, long retries, long failures, Map<String, Long> refusals,
			Map<String, Long> rollouts) {

		public Counts {
			refusals = Map.copyOf(refusals);
			rollouts = Map.copyOf(rollouts);
		}

	}

	/**
	 * Counts of a slot.
	 *
	 * @param slot the slot
	 * @param ejections how often a worker in it was ejected
	 * @param restarts how often it was filled again, by what ended the life before
	 * @param probes probes of its workers, by their result: {@code ok}, {@code failed},
	 * {@code missed}
	 * @param beatAgeMillis how long ago its worker gave a sign of life, milliseconds, or
	 * -1 if it gave none
	 */
	public record Slot(int slot, long ejections, Map<String, Long> restarts, Map<String, Long> probes,
			long beatAgeMillis) {

		public Slot {
			restarts = Map.copyOf(restarts);
			probes = Map.copyOf(probes);
		}

	}

}
