package io.bootcluster.primary.supervisor;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Replaces every worker, one slot at a time: the next life serves before the old one
 * drains, and never is more than one worker too many alive.
 */
final class RolloutRule implements Rule {

	@Override
	public @Nullable Deed next(Crew crew) {
		Rollout rollout = crew.rollout();
		if (crew.isStopping() || crew.isPiloting()) {
			return null;
		}
		if (rollout == null || !rollout.isRunning()) {
			Deed surplus = (rollout != null && rollout.isWithdrawn()) ? surplus(crew, rollout) : null;
			boolean free = crew.slots().stream().allMatch((slot) -> slot.renewal == null);
			return (surplus == null && crew.wish() != null && free) ? new Deed.Begin() : surplus;
		}
		Deed deed = judge(crew, rollout);
		return (deed != null) ? deed : proceed(crew, rollout);
	}

	/**
	 * After a roll-out was withdrawn, new lives that never served give way to old ones.
	 */
	private static @Nullable Deed surplus(Crew crew, Rollout rollout) {
		return crew.lives()
			.stream()
			.filter((life) -> life.isStaying() && !life.hasServed() && rollout.isNew(life))
			.findFirst()
			.map((life) -> new Deed.Drain(life, Deed.Leave.wanted("the roll-out was withdrawn", drain(crew))))
			.orElse(null);
	}

	private static @Nullable Deed judge(Crew crew, Rollout rollout) {
		for (WorkerHandle life : crew.lives()) {
			if (!rollout.isNew(life) || life.hasServed() || life.expected) {
				continue;
			}
			if (!life.isStaying()) {
				return new Deed.Withdraw(life.id + " never served: " + life.ending);
			}
			if (life.remarked || life.isOverdue(crew.now())) {
				return new Deed.Withdraw(
						life.id + " was not ready within " + crew.settings().deadlines().start().toSeconds() + " s");
			}
		}
		return null;
	}

	private static @Nullable Deed proceed(Crew crew, Rollout rollout) {
		boolean oldLeft = false;
		for (Slot slot : crew.slots()) {
			List<WorkerHandle> staying = slot.staying();
			WorkerHandle first = staying.isEmpty() ? null : staying.get(0);
			if (slot.wanted && first != null && rollout.isOld(first)) {
				oldLeft = true;
				if (staying.size() > 1) {
					return staying.get(1).isServing() ? new Deed.Drain(first, replaced(crew, staying.get(1))) : null;
				}
			}
			oldLeft |= slot.wanted && !staying.stream().anyMatch((life) -> rollout.isNew(life) && life.hasServed());
		}
		return oldLeft ? advance(crew, rollout) : new Deed.Conclude();
	}

	private static @Nullable Deed advance(Crew crew, Rollout rollout) {
		boolean someoneMoves = crew.lives()
			.stream()
			.anyMatch((life) -> !life.isStaying() || (rollout.isNew(life) && !life.hasServed()));
		boolean vacant = crew.slots().stream().anyMatch((slot) -> slot.number == rollout.vacated && slot.isEmpty());
		if (someoneMoves || vacant || crew.lives().size() > crew.wanted()) {
			return null;
		}
		for (Slot slot : crew.slots()) {
			List<WorkerHandle> staying = slot.staying();
			if (slot.wanted && staying.size() == 1 && rollout.isOld(staying.get(0))) {
				return crew.settings().surge() ? new Deed.Launch(slot, rollout.release) : new Deed.Vacate(
						staying.get(0), Deed.Leave.wanted("makes room for its next life", drain(crew)));
			}
		}
		return null;
	}

	private static Deed.Leave replaced(Crew crew, WorkerHandle next) {
		return Deed.Leave.wanted("replaced by " + next.id, drain(crew));
	}

	private static Duration drain(Crew crew) {
		return crew.settings().deadlines().drain();
	}

}
