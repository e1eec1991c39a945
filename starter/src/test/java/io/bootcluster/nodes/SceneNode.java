package io.bootcluster.nodes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import io.bootcluster.ClusterOperations;
import io.bootcluster.ClusterView;
import io.bootcluster.NodeSeat;
import io.bootcluster.NodesLease;
import io.bootcluster.NodesProperties;
import io.bootcluster.NodesView;
import io.bootcluster.Wish;
import org.jspecify.annotations.Nullable;

/**
 * A node's leader whose clock a test moves, and whose turns it takes.
 */
final class SceneNode implements NodeSeat, ClusterOperations {

	static final Duration EXPIRY = Duration.ofSeconds(5);

	private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

	final AtomicLong nanos;

	final List<NodesView> told = new ArrayList<>();

	final HeldLease lease;

	final String worker;

	private final NodeSpeaker speaker;

	boolean taken = true;

	boolean deserted;

	ClusterView view;

	SceneNode(NodesStore store, AtomicLong nanos, String id, String address, String worker) {
		this(store, nanos, id, address, worker, START);
	}

	SceneNode(NodesStore store, AtomicLong nanos, String id, String address, String worker, Instant startedAt) {
		this.nanos = nanos;
		this.worker = worker;
		this.view = view(id, address, "serving", startedAt);
		this.lease = new HeldLease(store, EXPIRY, nanos::get, () -> START.plusNanos(nanos.get()));
		NodesProperties settings = new NodesProperties(true, null, null, null, Duration.ofSeconds(1), EXPIRY,
				Duration.ofMillis(500), null, Duration.ofMinutes(10));
		this.speaker = new NodeSpeaker(settings, new OwnNode(this, this), new Shared(store, this.lease, nanos::get),
				RolloutTurn::none);
	}

	private static ClusterView view(String id, String address, String state, Instant startedAt) {
		ClusterView.Worker worker = new ClusterView.Worker(1, 1, 1, state, "open", startedAt, "r1", true, 0, 0, 0, 0,
				null, 0, 0, 0, null);
		return new ClusterView(new ClusterView.Node(id, address, state, startedAt, List.of()),
				new ClusterView.Release("r1", null, List.of()), List.of(worker),
				new ClusterView.Dispatcher("least-busy", 0, 0, 0, 0, 0, 0), List.of(), List.of());
	}

	void become(String state, boolean leaderStays) {
		ClusterView.Node node = this.view.node();
		this.view = view(node.id(), node.address(), state, node.startedAt());
		if (!leaderStays) {
			this.taken = false;
			this.lease.forget();
			this.view = new ClusterView(this.view.node(), this.view.release(), List.of(), this.view.dispatcher(),
					List.of(), List.of());
		}
	}

	void stepDown() {
		this.taken = false;
		this.lease.forget();
	}

	long turn() {
		return this.speaker.turn();
	}

	/**
	 * Take turns, a tenth of a second apart.
	 */
	void turns(Duration time) {
		for (long left = time.toMillis(); left > 0; left -= 100) {
			this.nanos.addAndGet(Duration.ofMillis(100).toNanos());
			turn();
		}
	}

	NodesView latest() {
		return this.told.get(this.told.size() - 1);
	}

	List<String> ids() {
		return this.told.stream()
			.skip(Math.max(0, this.told.size() - 1))
			.flatMap((view) -> view.nodes().stream())
			.map(NodesView.Node::id)
			.toList();
	}

	@Override
	public String worker() {
		return this.worker;
	}

	@Override
	public boolean isTaken() {
		return this.taken;
	}

	@Override
	public boolean isDeserted() {
		return this.deserted;
	}

	@Override
	public void seen(NodesView nodes, Map<String, String> refused) {
		this.told.add(nodes);
	}

	@Override
	public void leadWith(NodesLease lease) {
	}

	@Override
	public void tell(Listener listener) {
	}

	@Override
	public Optional<ClusterView> view() {
		@Nullable NodesView latest = this.told.isEmpty() ? null : latest();
		return Optional.of(this.view.withNodes(latest));
	}

	@Override
	public String wish(Wish wish) {
		return "";
	}

}
