package io.bootcluster.primary.supervisor;

import java.time.Duration;
import java.util.List;

import io.bootcluster.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Restarts workers that lost their liveness: at most one at a time, and none while fewer
 * than half of the others serve, because what hurts most of them is not cured by
 * restarts. Where nobody serves at all, a worker whose own process hangs is restarted all
 * the same: there is nothing left to lose, and waiting would never end.
 */
final class HealingRule implements Rule {

	@Override
	public @Nullable Deed next(Crew crew) {
		if (crew.isStopping()) {
			return null;
		}
		boolean busy = crew.slots().stream().anyMatch(Slot::isHealing);
		for (Slot slot : crew.slots()) {
			for (WorkerHandle life : slot.staying()) {
				Verdict verdict = life.verdict;
				if (verdict != null && verdict.finding().isFatal() && life.isJudged()) {
					if (!busy && isWorthIt(crew, slot, verdict)) {
						return new Deed.Restart(life, how(crew, life, verdict));
					}
					if (!life.remarked) {
						return new Deed.Remark(life, "should be restarted (" + verdict.reason() + "), but "
								+ (busy ? "another one is just now" : "too few others serve"));
					}
				}
			}
		}
		return null;
	}

	private static boolean isWorthIt(Crew crew, Slot slot, Verdict verdict) {
		return enoughOthersServe(crew, slot)
				|| (verdict.finding().isHung() && crew.slots().stream().noneMatch(Slot::isServing));
	}

	/**
	 * Return whether at least half of the other slots serve.
	 */
	static boolean enoughOthersServe(Crew crew, Slot slot) {
		List<Slot> others = crew.slots().stream().filter((other) -> other != slot && other.wanted).toList();
		return 2 * others.stream().filter(Slot::isServing).count() >= others.size();
	}

	private static Deed how(Crew crew, WorkerHandle life, Verdict verdict) {
		SupervisorSettings.Deadlines deadlines = crew.settings().deadlines();
		String why = "restarted: " + verdict.reason();
		return switch (verdict.finding()) {
			case SILENT -> new Deed.GiveUp(life, why);
			// Its hung requests never end, so there is little to wait for.
			case DEADLOCKED -> new Deed.Drain(life, new Deed.Leave(why, false,
					shorter(deadlines.stop(), deadlines.drain()), WorkerHandle.Farewell.KILL));
			default -> new Deed.Drain(life, Deed.Leave.troubled(why, deadlines.drain()));
		};
	}

	private static Duration shorter(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

}
