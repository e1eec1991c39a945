package io.bootcluster.actuator;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import io.bootcluster.ClusterView;
import io.bootcluster.NodesView;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * What is measured of the node as a whole, and of the nodes that it sees. Safe from any
 * thread once registered.
 */
final class NodeMeters {

	private static final List<String> WORKER_STATES = List.of("starting", "serving", "draining", "stopping", "errored");

	private static final List<String> ROLLOUT_STATES = List.of("running", "done", "withdrawn");

	private static final List<String> NODE_STATES = List.of("starting", "serving", "draining");

	private final Supplier<Optional<ClusterView>> views;

	private boolean nodesRegistered;

	NodeMeters(Supplier<Optional<ClusterView>> views) {
		this.views = views;
	}

	void register(MeterRegistry registry, String node) {
		for (String state : WORKER_STATES) {
			gauge("bootcluster.workers", "Workers in this state",
					(view) -> view.workers().stream().filter((worker) -> worker.state().equals(state)).count())
				.tags("node", node, "state", state)
				.register(registry);
		}
		for (String state : ROLLOUT_STATES) {
			gauge("bootcluster.rollout", "Whether the latest roll-out of a release is in this state",
					(view) -> isRollout(view, state) ? 1 : 0)
				.tags("node", node, "state", state)
				.register(registry);
		}
		gauge("bootcluster.connections", "Open client connections", (view) -> view.dispatcher().connections())
			.tags("node", node)
			.register(registry);
		gauge("bootcluster.in.flight", "Requests that a worker has", (view) -> view.dispatcher().inFlight())
			.tags("node", node)
			.register(registry);
		gauge("bootcluster.held", "Requests that wait because no worker can take them",
				(view) -> view.dispatcher().held())
			.tags("node", node)
			.register(registry);
		registerCounts(registry, node);
	}

	private void registerCounts(MeterRegistry registry, String node) {
		count("bootcluster.requests", "Requests routed", (view) -> view.dispatcher().requests()).tags("node", node)
			.register(registry);
		count("bootcluster.retries", "Further tries of requests whose worker failed",
				(view) -> view.dispatcher().retries())
			.tags("node", node)
			.register(registry);
		count("bootcluster.failures", "Requests that the dispatcher itself answered 502, 503 or 504",
				(view) -> view.dispatcher().failures())
			.tags("node", node)
			.register(registry);
	}

	/**
	 * Only where there are several nodes, and then once.
	 */
	void registerNodes(MeterRegistry registry, String node) {
		if (this.nodesRegistered) {
			return;
		}
		this.nodesRegistered = true;
		for (String state : NODE_STATES) {
			gauge("bootcluster.nodes", "Nodes in this state, as this one sees them",
					(view) -> nodes(view).filter((each) -> each.equals(state)).count())
				.tags("node", node, "state", state)
				.register(registry);
		}
		gauge("bootcluster.nodes.leading", "Whether this node's leader leads all nodes",
				(view) -> leads(view, node) ? 1 : 0)
			.tags("node", node)
			.register(registry);
	}

	private static boolean isRollout(ClusterView view, String state) {
		ClusterView.Rollout rollout = view.release().rollout();
		return rollout != null && rollout.state().equals(state);
	}

	private static Stream<String> nodes(ClusterView view) {
		NodesView nodes = view.nodes();
		return (nodes != null) ? nodes.nodes().stream().map(NodesView.Node::state) : Stream.empty();
	}

	private static boolean leads(ClusterView view, String node) {
		NodesView nodes = view.nodes();
		NodesView.Lead lead = (nodes != null) ? nodes.lead() : null;
		return lead != null && lead.node().equals(node);
	}

	private Gauge.Builder<NodeMeters> gauge(String name, String description, ToDoubleFunction<ClusterView> value) {
		return Gauge.builder(name, this, (meters) -> meters.read(value)).description(description);
	}

	private FunctionCounter.Builder<NodeMeters> count(String name, String description,
			ToDoubleFunction<ClusterView> value) {
		return FunctionCounter.builder(name, this, (meters) -> meters.read(value)).description(description);
	}

	private double read(ToDoubleFunction<ClusterView> value) {
		return this.views.get().map((view) -> value.applyAsDouble(view)).orElse(Double.NaN);
	}

}
