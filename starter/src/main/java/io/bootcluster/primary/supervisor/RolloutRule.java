package io.bootcluster.primary.supervisor;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Replaces every worker, one slot after the other: the next life serves and has proved
 * itself before the old one drains. The first new life goes alone; after it, as many at
 * once as may be alive beside the wanted ones.
 */
final class RolloutRule implements Rule {

	@Override
	public @Nullable Deed next(Crew crew) {
		if (crew.isStopping() || crew.isPiloting()) {
			return null;
		}
		Rollout rollout = crew.rollouts().running();
		if (rollout == null) {
			boolean free = crew.slots().stream().allMatch((slot) -> slot.renewal == null);
			return (crew.rollouts().isWished() && free) ? new Deed.Begin() : null;
		}
		for (WorkerHandle life : crew.lives()) {
			if (rollout.isOnTrial(life)) {
				if (!life.isStaying()) {
					// Its exit tells more, and ends the roll-out.
					return null;
				}
				String failure = failure(crew, rollout, life);
				if (failure != null) {
					return new Deed.Withdraw(life.id + " " + failure);
				}
			}
		}
		Bake bake = rollout.bake;
		boolean passed = bake != null && bake.life.isStaying() && bake.isOver(crew.now());
		return passed ? new Deed.Prove() : proceed(crew, rollout);
	}

	private static @Nullable String failure(Crew crew, Rollout rollout, WorkerHandle life) {
		if (rollout.bake != null && rollout.isBaking(life)) {
			return rollout.bake.failure(crew.now());
		}
		if (life.remarked || life.isLate(crew.now())) {
			return "was not ready within " + crew.settings().deadlines().start().toSeconds() + " s" + life.excuse();
		}
		return life.probation.failure(crew.settings().reload().smokePath());
	}

	private static @Nullable Deed proceed(Crew crew, Rollout rollout) {
		boolean done = rollout.proven;
		for (Slot slot : crew.wantedSlots()) {
			List<WorkerHandle> old = slot.staying().stream().filter(rollout::isOld).toList();
			if (old.size() > 1) {
				return new Deed.Drain(spare(old), crew.leave("another life of its slot stays"));
			}
			Optional<WorkerHandle> next = slot.staying()
				.stream()
				.filter((life) -> rollout.isNew(life) && life.hasServed())
				.findFirst();
			if (next.isPresent() && !old.isEmpty() && rollout.proven) {
				return new Deed.Drain(old.get(0), crew.leave("replaced by " + next.get().id));
			}
			done &= next.isPresent();
		}
		return done ? new Deed.Conclude() : advance(crew, rollout);
	}

	/**
	 * Of two old lives in one slot, which the roll-out met there, the one that is missed
	 * less.
	 */
	private static WorkerHandle spare(List<WorkerHandle> old) {
		WorkerHandle youngest = old.get(old.size() - 1);
		return youngest.isServing() ? old.get(0) : youngest;
	}

	private static @Nullable Deed advance(Crew crew, Rollout rollout) {
		List<WorkerHandle> fresh = crew.lives().stream().filter(rollout::isNew).toList();
		long starting = fresh.stream().filter((life) -> !life.hasServed()).count();
		boolean unproven = !rollout.proven && !fresh.isEmpty();
		if (unproven || starting >= crew.settings().size().startsAtOnce()) {
			return null;
		}
		boolean beside = crew.surge() > 0;
		boolean vacant = crew.wantedSlots()
			.stream()
			.anyMatch((slot) -> slot.number == rollout.vacated && slot.isEmpty());
		boolean quiet = starting == 0 && !vacant && crew.lives().stream().allMatch(WorkerHandle::isStaying);
		if (beside ? !crew.hasRoomBeside() : !quiet) {
			return null;
		}
		for (Slot slot : crew.wantedSlots()) {
			if (slot.lives().size() == 1 && rollout.isOld(slot.lives().get(0)) && slot.lives().get(0).isStaying()) {
				return beside ? new Deed.Launch(slot, rollout.release)
						: new Deed.Vacate(slot.lives().get(0), crew.leave("makes room for its next life"));
			}
		}
		return null;
	}

}
