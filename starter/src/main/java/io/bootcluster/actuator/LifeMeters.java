package io.bootcluster.actuator;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import io.bootcluster.ClusterView;
import io.bootcluster.ClusterView.Worker;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of one life in a slot, until the view has forgotten it.
 */
final class LifeMeters implements ViewMeters.Registrable {

	private static final String BYTES = "bytes";

	private final Supplier<Optional<ClusterView>> views;

	private final int slot;

	private final int generation;

	private final Tags tags;

	LifeMeters(Supplier<Optional<ClusterView>> views, String node, Worker worker) {
		this.views = views;
		this.slot = worker.slot();
		this.generation = worker.generation();
		this.tags = Tags.of("node", node, "worker", Integer.toString(this.slot), "generation",
				Integer.toString(this.generation), "release", worker.release());
	}

	@Override
	public List<Meter> register(MeterRegistry registry) {
		return List.of(count(registry, "bootcluster.worker.requests", "Requests that it was given", Worker::requests),
				count(registry, "bootcluster.worker.failures", "Requests that it failed", Worker::failures),
				gauge(registry, "bootcluster.worker.in.flight", "Requests that it has", null, Worker::inFlight),
				gauge(registry, "bootcluster.worker.gate.open", "Whether it gets requests", null,
						(worker) -> "open".equals(worker.gate()) ? 1 : 0),
				gauge(registry, "bootcluster.worker.leader", "Whether it runs what must run once", null,
						(worker) -> worker.leader() ? 1 : 0),
				gauge(registry, "bootcluster.worker.heap.used", "Heap in use after the last collection", BYTES,
						Worker::heapUsed),
				gauge(registry, "bootcluster.worker.heap.max", "Largest heap", BYTES, Worker::heapMax),
				gauge(registry, "bootcluster.worker.rss", "Resident memory", BYTES, Worker::rss));
	}

	/**
	 * Of a life that has gone only its counts are left, and those never go back: the view
	 * forgets them a little before it forgets the life.
	 */
	private Meter count(MeterRegistry registry, String name, String description, ToLongFunction<Worker> value) {
		AtomicLong most = new AtomicLong();
		return FunctionCounter.builder(name, this, (meters) -> meters.most(most, value))
			.description(description)
			.tags(this.tags)
			.register(registry);
	}

	private double most(AtomicLong most, ToLongFunction<Worker> value) {
		return find().map((worker) -> most.accumulateAndGet(value.applyAsLong(worker), Math::max)).orElseGet(most::get);
	}

	private Meter gauge(MeterRegistry registry, String name, String description, @Nullable String unit,
			ToLongFunction<Worker> value) {
		return Gauge.builder(name, () -> read(value))
			.description(description)
			.baseUnit(unit)
			.tags(this.tags)
			.register(registry);
	}

	private double read(ToLongFunction<Worker> value) {
		return find().filter((worker) -> worker.pid() > 0 && !worker.state().equals("gone"))
			.map((worker) -> (double) value.applyAsLong(worker))
			.filter((number) -> number >= 0)
			.orElse(Double.NaN);
	}

	private Optional<Worker> find() {
		return this.views.get()
			.stream()
			.flatMap((view) -> view.workers().stream())
			.filter((worker) -> worker.slot() == this.slot && worker.generation() == this.generation)
			.findFirst();
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof LifeMeters same && same.tags.equals(this.tags);
	}

	@Override
	public int hashCode() {
		return this.tags.hashCode();
	}

}
