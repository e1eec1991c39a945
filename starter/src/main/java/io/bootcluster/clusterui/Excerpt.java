package io.bootcluster.clusterui;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.bootcluster.ClusterView;
import io.bootcluster.ClusterView.Passed;
import io.bootcluster.ClusterView.Release;
import io.bootcluster.ClusterView.Rollout;
import io.bootcluster.Measures;
import org.jspecify.annotations.Nullable;

/**
 * As much of what is known as the page has use for: it asks once a second. Pure.
 */
final class Excerpt {

	/**
	 * Why a release failed can be a whole stack trace.
	 */
	private static final int LONGEST_REASON = 300;

	private static final String TUNNEL = "tunnel";

	private Excerpt() {
	}

	static ClusterView of(ClusterView view) {
		return new ClusterView(view.node(), release(view.release()), view.workers(), view.dispatcher(), view.wishes(),
				view.postMortems(), view.nodes());
	}

	/**
	 * Return how long requests took, by slot, as counts in the buckets of histograms.
	 * Tunnels are none.
	 */
	static Map<Integer, List<Long>> durations(Measures measures) {
		return measures.requests()
			.stream()
			.filter((requests) -> !requests.outcome().equals(TUNNEL))
			.collect(Collectors.toMap(Measures.Requests::slot, (requests) -> requests.durations().buckets(),
					Excerpt::sum, TreeMap::new));
	}

	private static List<Long> sum(List<Long> first, List<Long> second) {
		return IntStream.range(0, first.size()).mapToObj((index) -> first.get(index) + second.get(index)).toList();
	}

	private static Release release(Release release) {
		return new Release(release.id(), rollout(release.rollout()),
				release.history()
					.stream()
					.map((each) -> new Passed(each.id(), each.release(), each.state(), cut(each.reason()), each.at()))
					.toList());
	}

	private static @Nullable Rollout rollout(@Nullable Rollout each) {
		return (each == null) ? null
				: new Rollout(each.id(), each.state(), cut(each.reason()), each.release(), each.startedAt());
	}

	private static @Nullable String cut(@Nullable String reason) {
		return (reason == null || reason.length() <= LONGEST_REASON) ? reason
				: reason.substring(0, LONGEST_REASON) + "\u2026";
	}

}
