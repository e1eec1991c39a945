package io.bootcluster.nodes;

import java.util.Optional;

import io.bootcluster.ClusterOperations;
import io.bootcluster.ClusterView;
import io.bootcluster.NodeSeat;

/**
 * This worker's own node.
 *
 * @param seat from where it is spoken for
 * @param operations shows it
 */
record OwnNode(NodeSeat seat, ClusterOperations operations) {

	Optional<ClusterView> view() {
		return this.operations.view();
	}

	/**
	 * Return whether the node has refused its last request, or nobody can reach it.
	 * @param view how it looks
	 * @return whether there is nothing more to be said for it
	 */
	boolean isOver(ClusterView view) {
		return this.seat.isDeserted() || (view.node().state().equals("draining") && view.workers()
			.stream()
			.noneMatch((worker) -> worker.leader() || worker.state().equals("starting")
					|| worker.state().equals("serving")));
	}

	NodeLife life(ClusterView view) {
		return new NodeLife(view.node().id(), view.node().startedAt(), this.seat.worker());
	}

}
