package io.bootcluster.metrics;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import io.bootcluster.ClusterOperations;
import io.bootcluster.ClusterView;
import io.bootcluster.Histogram;
import io.bootcluster.Measures;
import io.bootcluster.NodesView;
import io.bootcluster.Wish;

/**
 * A node as tests paint it.
 */
final class Scenes implements ClusterOperations {

	static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

	private final AtomicReference<ClusterView> view = new AtomicReference<>();

	private final AtomicReference<Measures> measures = new AtomicReference<>();

	private boolean upToDate = true;

	Scenes show(ClusterView.Worker... workers) {
		return show(4, workers);
	}

	Scenes show(long requests, ClusterView.Worker... workers) {
		NodesView.Node node = new NodesView.Node("other", "a:1", "draining", 1, "abc", 0, START);
		this.view.set(new ClusterView(new ClusterView.Node("n", "n:80", "serving", START, List.of(), 2),
				new ClusterView.Release("abc", new ClusterView.Rollout("1-1", "running", null, "abd", null), List.of()),
				List.of(workers), new ClusterView.Dispatcher("least-busy", 1, 2, 3, requests, 5, 6), List.of(),
				List.of(), new NodesView(List.of(node), new NodesView.Lead("n", 1), null, null)));
		return this;
	}

	Scenes count(Measures measures) {
		this.measures.set(measures);
		return this;
	}

	static ClusterView.Worker worker(int slot, int generation, String state) {
		return worker(slot, generation, state, "abc");
	}

	static ClusterView.Worker worker(int slot, int generation, String state, String release) {
		return new ClusterView.Worker(slot, generation, state.equals("gone") ? 0 : 4711, state, "open", START, release,
				false, 1, 7, 2, generation - 1, null, 1000, 2000, 3000, null);
	}

	/**
	 * Return counts in which each request took half a millisecond.
	 */
	static Measures measures(int requests) {
		return new Measures(
				List.of(new Measures.Requests(1, "abc", "answered", "2xx", took(requests)),
						new Measures.Requests(1, "abc", "answered", "2xx", took(1)),
						new Measures.Requests(0, "", "answered-here", "5xx", took(2))),
				took(3), new Measures.Counts(11, 12, 13, 14, Map.of("400", 15L), Map.of("done", 16L)),
				List.of(new Measures.Slot(1, 17, Map.of("killed by signal 9", 18L), Map.of("ok", 19L), 1500),
						new Measures.Slot(2, 0, Map.of(), Map.of(), -1)));
	}

	private static Histogram took(long count) {
		List<Long> buckets = Stream
			.concat(Stream.of(0L, count), Collections.nCopies(Histogram.BOUNDS.size() - 1, 0L).stream())
			.toList();
		return new Histogram(buckets, count * 500);
	}

	@Override
	public Optional<ClusterView> view() {
		return Optional.ofNullable(this.view.get());
	}

	@Override
	public Optional<Measures> measures() {
		return Optional.ofNullable(this.measures.get());
	}

	Scenes standStill() {
		this.upToDate = false;
		return this;
	}

	@Override
	public boolean isUpToDate() {
		return this.upToDate;
	}

	@Override
	public String wish(Wish wish) {
		throw new IllegalStateException();
	}

}
