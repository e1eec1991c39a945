package io.bootcluster.nodes;

import java.time.Duration;
import java.util.Map;

import io.bootcluster.NodeSeat;
import io.bootcluster.NodesView;
import org.jspecify.annotations.Nullable;

/**
 * Tells the primary what is seen of all nodes: changes at once, loads once a second.
 * Confined to the announcing thread.
 */
final class SeenReport {

	/**
	 * A little less than a second, which looks may be apart.
	 */
	private static final long LOADS = Duration.ofMillis(900).toNanos();

	private final NodeSeat seat;

	private @Nullable NodesView told;

	private long toldAt;

	private Map<String, String> refused = Map.of();

	private boolean newlyRefused;

	SeenReport(NodeSeat seat, @Nullable NodesView known) {
		this.seat = seat;
		this.told = known;
	}

	void refused(Map<String, String> refused) {
		this.newlyRefused |= !refused.equals(this.refused);
		this.refused = Map.copyOf(refused);
	}

	void tell(NodesView view, long now) {
		boolean changed = this.told == null || !withoutLoads(view).equals(withoutLoads(this.told));
		boolean moved = !view.equals(this.told) && now - this.toldAt >= LOADS;
		if (changed || moved || this.newlyRefused) {
			this.told = view;
			this.toldAt = now;
			this.newlyRefused = false;
			this.seat.seen(view, this.refused);
		}
	}

	private static NodesView withoutLoads(NodesView view) {
		return new NodesView(Settling.withoutLoads(view.nodes()), view.lead(), view.rollout(), view.problem());
	}

}
