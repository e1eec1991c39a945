package io.bootcluster.primary.supervisor;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Replaces single workers, one at a time: the next life of the same release serves before
 * the old one drains, or follows it where there is no room for two. If the next one
 * fails, the old one stays. Waits while a roll-out runs, which waits for nothing but the
 * one that has begun.
 */
final class RenewalRule implements Rule {

	@Override
	public @Nullable Deed next(Crew crew) {
		if (crew.isStopping() || crew.isPiloting() || crew.rollouts().running() != null) {
			return null;
		}
		for (Slot slot : crew.slots()) {
			Renewal renewal = slot.renewal;
			if (renewal != null) {
				return proceed(crew, slot, renewal);
			}
		}
		return null;
	}

	private static @Nullable Deed proceed(Crew crew, Slot slot, Renewal renewal) {
		if (!slot.wanted) {
			return new Deed.Renewed(slot, "slot " + slot.number + " is not wanted any more");
		}
		WorkerHandle old = null;
		WorkerHandle fresh = null;
		for (WorkerHandle life : slot.staying()) {
			old = renewal.isNew(life) ? old : life;
			fresh = renewal.isNew(life) ? life : fresh;
		}
		if (fresh == null) {
			return slot.hasHad(renewal) ? new Deed.Renewed(slot, slot.latestEnd()) : begin(crew, slot, old);
		}
		if (fresh.isServing()) {
			return (old != null) ? new Deed.Drain(old, Deed.Leave.wanted("replaced by " + fresh.id, limit(crew)))
					: new Deed.Renewed(slot, "");
		}
		return (old != null && fresh.remarked) ? giveUp(crew, fresh) : null;
	}

	private static Deed giveUp(Crew crew, WorkerHandle fresh) {
		return new Deed.Drain(fresh, Deed.Leave
			.wanted("was not ready within " + crew.settings().deadlines().start().toSeconds() + " s", limit(crew)));
	}

	private static @Nullable Deed begin(Crew crew, Slot slot, @Nullable WorkerHandle old) {
		List<WorkerHandle> lives = crew.lives();
		boolean someoneMoves = lives.size() > crew.wanted() || lives.stream().anyMatch((life) -> !life.isStaying());
		if (old == null || someoneMoves) {
			return null;
		}
		return (crew.surge() > 0) ? new Deed.Launch(slot, crew.release())
				: new Deed.Drain(old, Deed.Leave.wanted("makes room for its next life", limit(crew)));
	}

	private static Duration limit(Crew crew) {
		return crew.settings().deadlines().drain();
	}

}
