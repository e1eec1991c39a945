package io.bootcluster.primary.supervisor;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Brings the wanted release back after a roll-out was withdrawn: new lives that prove
 * nothing any more leave at once, and slots that had been replaced already get their old
 * release back, one at a time and the old release first.
 */
final class RestoreRule implements Rule {

	@Override
	public @Nullable Deed next(Crew crew) {
		Rollout rollout = crew.rollouts().latest();
		if (rollout == null || !rollout.isWithdrawn() || crew.isStopping() || crew.isPiloting()) {
			return null;
		}
		Deed surplus = surplus(crew, rollout);
		if (surplus != null || crew.rollouts().isWished()) {
			return surplus;
		}
		Deed deed = replace(crew);
		return (deed != null) ? deed : advance(crew);
	}

	private static @Nullable Deed surplus(Crew crew, Rollout rollout) {
		for (Slot slot : crew.wantedSlots()) {
			boolean kept = slot.staying().stream().anyMatch((life) -> rollout.isOld(life) && life.isServing());
			for (WorkerHandle life : slot.staying()) {
				if (rollout.isNew(life) && (kept || !life.hasServed())) {
					return new Deed.Drain(life, crew.leave("the roll-out was withdrawn"));
				}
			}
		}
		return null;
	}

	private static @Nullable Deed replace(Crew crew) {
		for (Slot slot : crew.wantedSlots()) {
			Optional<WorkerHandle> restored = slot.staying()
				.stream()
				.filter((life) -> !isForeign(crew, life) && life.isServing())
				.findFirst();
			for (WorkerHandle life : slot.staying()) {
				if (restored.isPresent() && isForeign(crew, life)) {
					return new Deed.Drain(life, crew.leave("replaced by " + restored.get().id));
				}
			}
		}
		return null;
	}

	private static @Nullable Deed advance(Crew crew) {
		boolean moving = crew.slots().stream().anyMatch((slot) -> slot.lives().size() > 1)
				|| crew.lives().stream().anyMatch((life) -> !life.isStaying());
		boolean beside = crew.surge() > 0;
		if (moving || (beside ? !crew.hasRoomBeside() : !crew.wantedSlots().stream().allMatch(Slot::isServing))) {
			return null;
		}
		for (Slot slot : crew.wantedSlots()) {
			List<WorkerHandle> lives = slot.lives();
			if (lives.size() == 1 && isForeign(crew, lives.get(0)) && crew.now().reached(slot.notBefore)) {
				return beside ? new Deed.Launch(slot, crew.release())
						: new Deed.Drain(lives.get(0), crew.leave("makes room for the release before"));
			}
		}
		return null;
	}

	private static boolean isForeign(Crew crew, WorkerHandle life) {
		return !life.release.equals(crew.release());
	}

}
