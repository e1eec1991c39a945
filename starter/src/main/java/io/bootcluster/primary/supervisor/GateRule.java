package io.bootcluster.primary.supervisor;

import java.util.Objects;

import io.bootcluster.CloseReason;
import io.bootcluster.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Opens and closes gates as health concludes and an operator orders, and tells clients
 * why nobody is ready.
 */
final class GateRule implements Rule {

	@Override
	public @Nullable Deed next(Crew crew) {
		for (WorkerHandle life : crew.lives()) {
			Verdict.Finding finding = life.finding();
			if (finding == null || !life.isStaying() || !life.isListening()) {
				continue;
			}
			Deed deed = (!life.isServing() && finding == Verdict.Finding.READY) ? open(crew, life) : null;
			if (deed != null) {
				return deed;
			}
			CloseReason closed = life.heldByOperator ? CloseReason.OPERATOR : closed(finding);
			if (life.isServing() && life.closed != closed) {
				return new Deed.Gate(life, closed);
			}
		}
		String reason = explanation(crew);
		return Objects.equals(reason, crew.explanation) ? null : new Deed.Explain(reason);
	}

	/**
	 * A life that a roll-out brings has more to show than that it is ready.
	 */
	private static @Nullable Deed open(Crew crew, WorkerHandle life) {
		Rollout rollout = crew.rollouts().running();
		return (rollout != null && rollout.isNew(life))
				? life.probation.next(life, crew.settings().reload(), crew.now()) : new Deed.Serve(life);
	}

	private static @Nullable CloseReason closed(Verdict.Finding finding) {
		return switch (finding) {
			case READY -> null;
			case UNREADY -> CloseReason.UNREADY;
			// A fatal finding waits for its turn; until then it is passed over.
			case UNANSWERED, BROKEN, DEADLOCKED, SILENT -> CloseReason.UNANSWERED;
		};
	}

	private static @Nullable String explanation(Crew crew) {
		if (crew.hasServed()) {
			return null;
		}
		for (WorkerHandle life : crew.lives()) {
			Verdict verdict = life.verdict;
			if (verdict != null && life.isSettled(crew.now()) && verdict.finding() == Verdict.Finding.UNREADY) {
				return verdict.reason();
			}
		}
		return null;
	}

}
