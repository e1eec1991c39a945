package io.bootcluster.primary.supervisor;

import java.util.Comparator;

import org.jspecify.annotations.Nullable;

/**
 * Keeps one leader among those that serve, and changes it only when it leaves: one that
 * hangs leads until it is killed, since nobody can know what it is about to do.
 */
final class LeaderRule implements Rule {

	@Override
	public @Nullable Deed next(Crew crew) {
		WorkerHandle leader = crew.seat().leader(crew.now());
		if (leader != null) {
			return crew.seat().isToBeAsked(leader) ? new Deed.StepDown(leader) : null;
		}
		if (crew.isStopping() || crew.seat().isShut()) {
			return null;
		}
		return crew.lives()
			.stream()
			.filter(WorkerHandle::isServing)
			.min(bestFirst(crew))
			.map(Deed.Lead::new)
			.orElse(null);
	}

	/**
	 * Who will stay when a roll-out has ended, so that leadership moves once; then who
	 * takes requests, then who has lived longest.
	 */
	private static Comparator<WorkerHandle> bestFirst(Crew crew) {
		return Comparator.comparing((WorkerHandle life) -> !isToStay(crew, life))
			.thenComparing((life) -> life.closed != null)
			.thenComparing((life) -> life.launch);
	}

	private static boolean isToStay(Crew crew, WorkerHandle life) {
		Rollout rollout = crew.rollouts().running();
		return (rollout != null) ? rollout.isNew(life) : life.release.equals(crew.release());
	}

}
