package io.bootcluster.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import io.bootcluster.ClusterView;
import io.bootcluster.NodesView;
import io.bootcluster.metrics.Family.Point;
import io.micrometer.core.instrument.Tags;

/**
 * What the view tells of the node as a whole, of its slots and of the nodes that it sees.
 */
final class NodeFamilies {

	private static final List<String> WORKER_STATES = List.of("starting", "serving", "draining", "stopping", "errored");

	private static final List<String> ROLLOUT_STATES = List.of("running", "done", "withdrawn");

	private static final List<String> NODE_STATES = List.of("starting", "serving", "draining");

	private NodeFamilies() {
	}

	static List<Family> of(ClusterView view) {
		Tags node = Tags.of("node", view.node().id());
		List<Family> families = new ArrayList<>();
		families.add(states("bootcluster.workers", "Workers in this state", node, WORKER_STATES,
				(state) -> view.workers().stream().filter((worker) -> worker.state().equals(state)).count()));
		families.add(states("bootcluster.node.state", "Whether the node is in this state", node, NODE_STATES,
				(state) -> view.node().state().equals(state) ? 1 : 0));
		families.add(states("bootcluster.rollout", "Whether the latest roll-out of a release is in this state", node,
				ROLLOUT_STATES, (state) -> isRollout(view, state) ? 1 : 0));
		if (view.node().wanted() > 0) {
			families.add(gauge("bootcluster.workers.wanted", "Workers that are wanted", node, view.node().wanted()));
		}
		addTraffic(families, view.dispatcher(), node);
		addNodes(families, view, node);
		return families;
	}

	private static void addTraffic(List<Family> families, ClusterView.Dispatcher dispatcher, Tags node) {
		families
			.add(gauge("bootcluster.connections", "Client connections that are open", node, dispatcher.connections()));
		families.add(gauge("bootcluster.in.flight", "Requests that a worker has", node, dispatcher.inFlight()));
		families.add(gauge("bootcluster.held", "Requests that wait because no worker can take them", node,
				dispatcher.held()));
		families.add(count("bootcluster.requests", "Requests routed", node, dispatcher.requests()));
		families.add(count("bootcluster.retries", "Further tries of requests whose worker failed", node,
				dispatcher.retries()));
		families.add(count("bootcluster.failures", "Requests that the dispatcher itself answered 502, 503 or 504", node,
				dispatcher.failures()));
	}

	/**
	 * Only where there are several nodes.
	 */
	private static void addNodes(List<Family> families, ClusterView view, Tags node) {
		NodesView nodes = view.nodes();
		if (nodes == null) {
			return;
		}
		families.add(states("bootcluster.nodes", "Nodes in this state, as this one sees them", node, NODE_STATES,
				(state) -> nodes.nodes().stream().filter((each) -> each.state().equals(state)).count()));
		NodesView.Lead lead = nodes.lead();
		families.add(gauge("bootcluster.nodes.leading", "Whether this node's leader leads all nodes", node,
				(lead != null && lead.node().equals(view.node().id())) ? 1 : 0));
	}

	private static boolean isRollout(ClusterView view, String state) {
		ClusterView.Rollout rollout = view.release().rollout();
		return rollout != null && rollout.state().equals(state);
	}

	private static Family states(String name, String help, Tags node, List<String> states,
			ToDoubleFunction<String> value) {
		Stream<Point> points = states.stream()
			.map((state) -> Point.of(node.and("state", state), value.applyAsDouble(state)));
		return Family.gauge(name, "", help, points.toList());
	}

	private static Family gauge(String name, String help, Tags node, double value) {
		return Family.gauge(name, "", help, List.of(Point.of(node, value)));
	}

	private static Family count(String name, String help, Tags node, long value) {
		return Family.counter(name, help, List.of(Point.of(node, value)));
	}

}
