package io.bootcluster.primary.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.bootcluster.ClusterView;
import io.bootcluster.Histogram;
import io.bootcluster.Measures;
import io.bootcluster.Measures.Requests;
import io.bootcluster.Sample;

/**
 * Draws one point of each curve from what was counted at two moments: how many requests
 * came in between, and how long those took that ended. Pure.
 */
final class Curve {

	private final Reading before;

	private final Reading now;

	private final double seconds;

	private Curve(Reading before, Reading now, Duration between) {
		this.before = before;
		this.now = now;
		this.seconds = Math.max(between.toNanos() / 1e9, 0.001);
	}

	/**
	 * Draw a point.
	 * @param before what was counted at the earlier moment
	 * @param now what was counted at the later moment
	 * @param between the time between them
	 * @param at the later moment
	 * @return the point
	 */
	static Sample point(Reading before, Reading now, Duration between, Instant at) {
		Curve curve = new Curve(before, now, between);
		List<Sample.Worker> workers = now.view()
			.workers()
			.stream()
			.filter(WorkerComparison::isAlive)
			.map(curve::worker)
			.toList();
		return new Sample(at, curve.node(), workers);
	}

	private Sample.Node node() {
		ClusterView.Dispatcher last = this.before.view().dispatcher();
		ClusterView.Dispatcher next = this.now.view().dispatcher();
		Histogram durations = durations((each) -> true);
		return new Sample.Node(rate(last.requests(), next.requests()), rate(last.failures(), next.failures()),
				quantile(durations, 0.5), quantile(durations, 0.99), next.inFlight(), next.held(), next.connections());
	}

	private Sample.Worker worker(ClusterView.Worker worker) {
		long last = WorkerComparison.find(this.before.view().workers(), worker)
			.map(ClusterView.Worker::requests)
			.orElse(0L);
		Histogram durations = durations(
				(each) -> each.slot() == worker.slot() && each.release().equals(worker.release()));
		return new Sample.Worker(worker.slot(), worker.generation(), rate(last, worker.requests()),
				quantile(durations, 0.5), quantile(durations, 0.99), worker.inFlight(), worker.heapUsed(),
				worker.rss());
	}

	private double rate(long last, long next) {
		return Math.max(next - last, 0) / this.seconds;
	}

	private static double quantile(Histogram histogram, double quantile) {
		return histogram.quantile(quantile).orElse(-1);
	}

	/**
	 * How long a tunnel lasts says nothing of how fast anybody answers.
	 */
	private Histogram durations(Predicate<Requests> which) {
		Map<Requests, Histogram> earlier = new HashMap<>();
		matching(this.before.measures(), which).forEach((each) -> earlier.put(key(each), each.durations()));
		return matching(this.now.measures(), which)
			.map((each) -> each.durations().minus(earlier.getOrDefault(key(each), Histogram.EMPTY)))
			.reduce(Histogram.EMPTY, Histogram::plus);
	}

	private static Stream<Requests> matching(Measures measures, Predicate<Requests> which) {
		return measures.requests().stream().filter((each) -> !each.outcome().equals("tunnel")).filter(which);
	}

	private static Requests key(Requests requests) {
		return new Requests(requests.slot(), requests.release(), requests.outcome(), requests.status(),
				Histogram.EMPTY);
	}

	/**
	 * What was counted at one moment.
	 *
	 * @param view the picture
	 * @param measures the counts
	 */
	record Reading(ClusterView view, Measures measures) {
	}

}
