package io.bootcluster.primary.supervisor;

import java.util.List;

import io.bootcluster.GateState;
import org.jspecify.annotations.Nullable;

/**
 * Replaces healthy workers that have used up what they may: one at a time, the next life
 * first where there is room for both, and only while nothing else is going on. A limit
 * that a fresh worker reaches at once recycles nobody, since that would never end.
 */
final class RecycleRule implements Rule {

	@Override
	public @Nullable Deed next(Crew crew) {
		if (crew.isStopping() || crew.isPiloting()) {
			return null;
		}
		Deed deed = finish(crew);
		deed = (deed != null) ? deed : guard(crew);
		return (deed == null && isCalm(crew)) ? begin(crew) : deed;
	}

	/**
	 * The old life leaves when the next one serves, and stays when that one fails.
	 */
	private static @Nullable Deed finish(Crew crew) {
		for (Slot slot : crew.slots()) {
			List<WorkerHandle> staying = slot.staying();
			if (staying.size() < 2 || staying.get(0).recycled.isEmpty()) {
				continue;
			}
			WorkerHandle old = staying.get(0);
			WorkerHandle next = staying.get(1);
			if (next.isServing()) {
				return new Deed.Drain(old, leave(crew, old.recycled));
			}
			if (next.remarked) {
				return new Deed.Drain(next,
						Deed.Leave.troubled("it was not ready to take over", crew.settings().deadlines().drain()));
			}
		}
		return null;
	}

	private static @Nullable Deed guard(Crew crew) {
		RecycleLimits limits = crew.settings().recycle();
		for (Worn.Limit limit : Worn.Limit.values()) {
			List<WorkerHandle> serving = crew.lives().stream().filter(WorkerHandle::isServing).toList();
			List<WorkerHandle> over = serving.stream()
				.filter((life) -> limits.reached(limit, life, crew.now()) != null)
				.toList();
			if (!limit.isGuarded()) {
				continue;
			}
			if (crew.recycling().isPaused(limit)) {
				boolean fallen = over.isEmpty()
						&& serving.stream().anyMatch((life) -> !limits.isSettling(life, crew.now()));
				if (fallen || crew.recycling().isOutdated(limit, crew.release())) {
					return new Deed.ResumeRecycling(limit);
				}
				continue;
			}
			for (WorkerHandle life : over) {
				if (limits.isSettling(life, crew.now())) {
					return new Deed.PauseRecycling(limit, life);
				}
			}
		}
		return null;
	}

	private static @Nullable Deed begin(Crew crew) {
		for (Slot slot : crew.slots()) {
			for (WorkerHandle life : slot.staying()) {
				Worn worn = crew.settings().recycle().reached(life, crew.now());
				if (worn != null && isCandidate(crew, slot, life) && !crew.recycling().isPaused(worn.limit())) {
					return (crew.surge() > 0) ? new Deed.Recycle(life, worn.why())
							: new Deed.Drain(life, leave(crew, worn.why()));
				}
			}
		}
		return null;
	}

	private static boolean isCandidate(Crew crew, Slot slot, WorkerHandle life) {
		return slot.wanted && life.isServing() && life.gate() != GateState.OPERATOR
				&& crew.now().reached(slot.notBefore) && HealingRule.enoughOthersServe(crew, slot);
	}

	/**
	 * A roll-out that was withdrawn is over when all run the wanted release again.
	 */
	private static boolean isCalm(Crew crew) {
		return crew.rollouts().running() == null && !crew.rollouts().isWished()
				&& crew.slots()
					.stream()
					.noneMatch((slot) -> slot.isHealing() || slot.renewal != null || isDue(crew, slot))
				&& crew.lives().size() <= crew.wanted()
				&& crew.lives()
					.stream()
					.allMatch((life) -> life.isStaying() && !life.isStarting(crew.now())
							&& life.release.equals(crew.release()));
	}

	private static boolean isDue(Crew crew, Slot slot) {
		return slot.wanted && slot.isEmpty() && crew.now().reached(slot.notBefore);
	}

	private static Deed.Leave leave(Crew crew, String why) {
		return crew.leave("recycled: " + why);
	}

}
