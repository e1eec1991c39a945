package io.bootcluster.actuator;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import io.bootcluster.ClusterView;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of a slot, whoever lives in it.
 */
final class SlotMeters implements ViewMeters.Registrable {

	private final Supplier<Optional<ClusterView>> views;

	private final String node;

	private final int slot;

	SlotMeters(Supplier<Optional<ClusterView>> views, String node, int slot) {
		this.views = views;
		this.node = node;
		this.slot = slot;
	}

	@Override
	public List<Meter> register(MeterRegistry registry) {
		return List.of(FunctionCounter.builder("bootcluster.worker.restarts", this, SlotMeters::restarts)
			.description("How often the slot was filled again")
			.tags("node", this.node, "worker", Integer.toString(this.slot))
			.register(registry));
	}

	/**
	 * Each life knows how many there were before it.
	 */
	private double restarts() {
		return this.views.get()
			.stream()
			.flatMap((view) -> view.workers().stream())
			.filter((worker) -> worker.slot() == this.slot)
			.mapToInt(ClusterView.Worker::restarts)
			.max()
			.orElse(0);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof SlotMeters same && same.slot == this.slot && same.node.equals(this.node);
	}

	@Override
	public int hashCode() {
		return Objects.hash(this.node, this.slot);
	}

}
