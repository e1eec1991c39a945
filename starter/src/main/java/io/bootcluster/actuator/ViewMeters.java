package io.bootcluster.actuator;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import io.bootcluster.ClusterView;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one registry: those of the node, of each slot and of each life that the
 * view shows. A life's counts begin at zero, so each has meters of its own, and a slot's
 * numbers never go back when the next life begins. Confined to one thread, but for the
 * values, which any may read.
 */
final class ViewMeters {

	private final MeterRegistry registry;

	private final Supplier<Optional<ClusterView>> views;

	private final Map<LifeMeters, List<Meter>> lives = new HashMap<>();

	private final Map<SlotMeters, List<Meter>> slots = new HashMap<>();

	private @Nullable NodeMeters node;

	ViewMeters(MeterRegistry registry, Supplier<Optional<ClusterView>> views) {
		this.registry = registry;
		this.views = views;
	}

	void follow() {
		this.views.get().ifPresent(this::follow);
	}

	private void follow(ClusterView view) {
		if (this.node == null) {
			this.node = new NodeMeters(this.views);
			this.node.register(this.registry, view.node().id());
		}
		if (view.nodes() != null) {
			this.node.registerNodes(this.registry, view.node().id());
		}
		Set<SlotMeters> slots = new HashSet<>();
		Set<LifeMeters> lives = new HashSet<>();
		for (ClusterView.Worker worker : view.workers()) {
			slots.add(new SlotMeters(this.views, view.node().id(), worker.slot()));
			lives.add(new LifeMeters(this.views, view.node().id(), worker));
		}
		follow(this.slots, slots);
		follow(this.lives, lives);
	}

	private <T extends Registrable> void follow(Map<T, List<Meter>> registered, Set<T> wanted) {
		registered.entrySet().removeIf((each) -> {
			boolean forgotten = !wanted.contains(each.getKey());
			if (forgotten) {
				each.getValue().forEach(this.registry::remove);
			}
			return forgotten;
		});
		wanted.forEach((each) -> registered.computeIfAbsent(each, (key) -> key.register(this.registry)));
	}

	/**
	 * What has meters; equal to another one if those are the same.
	 */
	interface Registrable {

		List<Meter> register(MeterRegistry registry);

	}

}
