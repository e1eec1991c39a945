package io.bootcluster.admin;

import java.util.Optional;

import io.bootcluster.ClusterView;

/**
 * Where a worker stands between its node and a Spring Boot Admin server. Who leads
 * registers the node; who leaves as the leader, and is the last to have registered it,
 * takes it off the list if the node ends. Immutable.
 *
 * @param registers whether it speaks for the node now
 * @param spoke whether it was the last of this node's to speak, as far as it can know
 * @param fate what becomes of the node as this worker leaves; empty while that is open
 */
record Standing(boolean registers, boolean spoke, Optional<Fate> fate) {

	static final Standing UNKNOWN = new Standing(false, false, Optional.empty());

	/**
	 * See a newer view.
	 * @param view the view
	 * @param worker the worker, such as {@code 2.1}
	 * @return where the worker stands then
	 */
	Standing see(ClusterView view, String worker) {
		Optional<ClusterView.Worker> self = view.workers()
			.stream()
			.filter((life) -> name(life).equals(worker))
			.findFirst();
		boolean leads = self.filter(ClusterView.Worker::leader).isPresent();
		boolean stays = self.filter(Standing::isStaying).isPresent();
		// Who stays and does not lead was followed by another, perhaps another primary's.
		boolean spoke = leads || (this.spoke && !stays);
		return new Standing(leads, spoke, (leads || stays) ? Optional.empty() : fate(view));
	}

	/**
	 * The supervisor has its workers leave one after the other, so that a view may show
	 * some of them as they were.
	 */
	private static Optional<Fate> fate(ClusterView view) {
		if (!view.node().state().equals("draining")) {
			return Optional.of(Fate.GOES_ON);
		}
		return view.workers().stream().anyMatch(Standing::isStaying) ? Optional.empty() : Optional.of(Fate.ENDS);
	}

	private static boolean isStaying(ClusterView.Worker worker) {
		return worker.state().equals("starting") || worker.state().equals("serving");
	}

	private static String name(ClusterView.Worker worker) {
		return worker.slot() + "." + worker.generation();
	}

	/**
	 * What becomes of the node when a worker leaves.
	 */
	enum Fate {

		/**
		 * Other workers stay, or come.
		 */
		GOES_ON,

		/**
		 * No worker stays.
		 */
		ENDS

	}

}
