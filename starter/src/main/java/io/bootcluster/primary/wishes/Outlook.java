package io.bootcluster.primary.wishes;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.bootcluster.ClusterView;
import io.bootcluster.GateState;
import io.bootcluster.NodesView;
import io.bootcluster.Wish;
import io.bootcluster.WorkerState;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a picture of the node whether a wish has come to its end. Pure.
 */
final class Outlook {

	private Outlook() {
	}

	/**
	 * Look for the end of a wish.
	 * @param id id of the wish
	 * @param wish the wish
	 * @param view the node as it is
	 * @return how it ended, or empty if it has not, or where no picture shows it
	 */
	static Optional<Ending> of(String id, Wish wish, ClusterView view) {
		return switch (wish.action()) {
			case RELOAD, ROLLBACK, RESTART ->
				wish.everywhere() ? everywhere(id, view).flatMap(Outlook::ending) : rollout(id, view);
			case SCALE -> when(wish.workers() != null && allServe(view, wish.workers()));
			case DRAIN -> (wish.slot() != null)
					? worker(wish, view).filter((life) -> isGate(life, GateState.OPERATOR) && life.inFlight() == 0)
						.map((life) -> Ending.DONE)
					: when(drains(view) && view.dispatcher().inFlight() == 0);
			case RESUME -> (wish.slot() != null)
					? worker(wish, view).filter((life) -> isGate(life, GateState.OPEN)).map((life) -> Ending.DONE)
					: when(!drains(view));
			case DUMP, TRAIN, UPGRADE, STOP -> Optional.empty();
		};
	}

	/**
	 * Look for the roll-out over all nodes that a wish of this node began.
	 * @param id id of the wish
	 * @param view the node as it is
	 * @return the roll-out, or empty if it is not known
	 */
	static Optional<NodesView.Rollout> everywhere(String id, ClusterView view) {
		return Optional.ofNullable(view.nodes())
			.flatMap((nodes) -> Optional.ofNullable(nodes.rollout()))
			.filter((rollout) -> rollout.id().equals(id) && rollout.by().equals(view.node().id()));
	}

	private static Optional<Ending> ending(NodesView.Rollout rollout) {
		boolean over = rollout.state().equals("done") || rollout.state().equals("failed");
		return over ? Optional.of(Ending.of(rollout.state(), rollout.reason())) : Optional.empty();
	}

	private static Optional<Ending> rollout(String id, ClusterView view) {
		Stream<Ending> passed = view.release()
			.history()
			.stream()
			.filter((each) -> each.id().equals(id))
			.map((each) -> Ending.of(each.state(), each.reason()));
		Stream<Ending> latest = Stream.ofNullable(view.release().rollout())
			.filter((each) -> each.id().equals(id) && !each.state().equals("running"))
			.map((each) -> Ending.of(each.state(), each.reason()));
		return Stream.concat(passed, latest).findFirst();
	}

	private static boolean drains(ClusterView view) {
		return view.node().state().equals("draining");
	}

	private static Optional<Ending> when(boolean done) {
		return done ? Optional.of(Ending.DONE) : Optional.empty();
	}

	private static boolean allServe(ClusterView view, int workers) {
		return view.workers().size() == workers && view.workers().stream().allMatch(Outlook::serves);
	}

	private static Optional<ClusterView.Worker> worker(Wish wish, ClusterView view) {
		List<ClusterView.Worker> lives = view.workers()
			.stream()
			.filter((life) -> wish.slot() != null && life.slot() == wish.slot() && serves(life))
			.toList();
		return lives.isEmpty() ? Optional.empty() : Optional.of(lives.get(lives.size() - 1));
	}

	private static boolean serves(ClusterView.Worker life) {
		return life.state().equals(WorkerState.SERVING.toString());
	}

	private static boolean isGate(ClusterView.Worker life, GateState gate) {
		return gate.toString().equals(life.gate());
	}

	/**
	 * How a wish ended.
	 *
	 * @param failure why it failed; empty if it came true
	 */
	record Ending(String failure) {

		static final Ending DONE = new Ending("");

		static Ending of(String rollout, @Nullable String reason) {
			if (rollout.equals("done")) {
				return DONE;
			}
			return new Ending((reason != null) ? reason : rollout);
		}

	}

}
