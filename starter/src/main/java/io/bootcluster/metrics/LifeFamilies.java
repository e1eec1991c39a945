package io.bootcluster.metrics;

import java.util.List;
import java.util.function.ToLongFunction;

import io.bootcluster.ClusterView;
import io.bootcluster.ClusterView.Worker;
import io.bootcluster.metrics.Family.Kind;
import io.bootcluster.metrics.Family.Point;
import io.micrometer.core.instrument.Tags;

/**
 * What the view tells of each life that has a process. A life's counts begin at zero, so
 * each has series of its own, which end with it and never go back.
 */
final class LifeFamilies {

	private static final String BYTES = "bytes";

	private final List<Worker> lives;

	private final String node;

	private LifeFamilies(ClusterView view) {
		this.node = view.node().id();
		this.lives = view.workers().stream().filter(LifeFamilies::isAlive).toList();
	}

	static List<Family> of(ClusterView view) {
		LifeFamilies lives = new LifeFamilies(view);
		return List.of(
				lives.family("bootcluster.worker.requests", Kind.COUNTER, "", "Requests that it was given",
						Worker::requests),
				lives.family("bootcluster.worker.failures", Kind.COUNTER, "", "Requests that it failed",
						Worker::failures),
				lives.family("bootcluster.worker.in.flight", Kind.GAUGE, "", "Requests that it has", Worker::inFlight),
				lives.family("bootcluster.worker.gate.open", Kind.GAUGE, "", "Whether it gets requests",
						(worker) -> "open".equals(worker.gate()) ? 1 : 0),
				lives.family("bootcluster.worker.leader", Kind.GAUGE, "", "Whether it runs what must run once",
						(worker) -> worker.leader() ? 1 : 0),
				lives.family("bootcluster.worker.heap.used", Kind.GAUGE, BYTES, "Heap in use after the last collection",
						Worker::heapUsed),
				lives.family("bootcluster.worker.heap.max", Kind.GAUGE, BYTES, "Largest heap", Worker::heapMax),
				lives.family("bootcluster.worker.rss", Kind.GAUGE, BYTES, "Resident memory", Worker::rss));
	}

	/**
	 * The view forgets the counts of a life that has gone before it forgets the life.
	 */
	private static boolean isAlive(Worker worker) {
		return worker.pid() > 0 && !worker.state().equals("gone") && !worker.state().equals("errored");
	}

	/**
	 * Without a point where the value is not known.
	 */
	private Family family(String name, Kind kind, String unit, String help, ToLongFunction<Worker> value) {
		List<Point> points = this.lives.stream()
			.filter((worker) -> value.applyAsLong(worker) >= 0)
			.map((worker) -> Point.of(tags(worker), value.applyAsLong(worker)))
			.toList();
		return new Family(name, kind, unit, help, points);
	}

	private Tags tags(Worker worker) {
		return Tags.of("node", this.node, "worker", Integer.toString(worker.slot()), "generation",
				Integer.toString(worker.generation()), "release", worker.release());
	}

}
