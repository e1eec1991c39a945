package io.bootcluster.primary.supervisor;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Ends lives that should not go on, step by step: gate closed, empty, ordered to exit,
 * killed.
 */
final class EndingRule implements Rule {

	/**
	 * A closed line means that the worker exits by itself; it has this long.
	 */
	private static final Duration LINE_LOST = Duration.ofSeconds(1);

	@Override
	public @Nullable Deed next(Crew crew) {
		for (Slot slot : crew.slots()) {
			for (WorkerHandle life : slot.lives()) {
				Deed deed = life.isStaying() ? leave(crew, slot, life) : goOn(crew, life);
				if (deed != null) {
					return deed;
				}
			}
		}
		return null;
	}

	private @Nullable Deed leave(Crew crew, Slot slot, WorkerHandle life) {
		Duration limit = crew.settings().deadlines().drain();
		if (crew.isStopping()) {
			Deed.Leave leave = Deed.Leave.wanted("the cluster stops", crew.isHastened() ? Duration.ZERO : limit);
			return new Deed.Drain(life, leave);
		}
		if (!slot.wanted) {
			return new Deed.Drain(life, Deed.Leave.wanted("fewer workers are wanted", limit));
		}
		if (life.leavingAsked) {
			return new Deed.Drain(life, Deed.Leave.troubled("it was told to exit", limit));
		}
		if (crew.now().since(life.lineLost).compareTo(LINE_LOST) >= 0) {
			return new Deed.Drain(life, Deed.Leave.troubled("it closed its line", limit));
		}
		if (life.remarked || !life.isLate(crew.now())) {
			return null;
		}
		return tooLate(crew, life);
	}

	private Deed tooLate(Crew crew, WorkerHandle life) {
		long seconds = crew.settings().deadlines().start().toSeconds();
		return life.isListening()
				? new Deed.Remark(life, "listens, but is still not ready after " + seconds + " s" + life.excuse())
				: new Deed.Kill(life, "did not listen within " + seconds + " s");
	}

	private @Nullable Deed goOn(Crew crew, WorkerHandle life) {
		if (!crew.isHastened() && !crew.now().reached(life.examinedUntil)) {
			return null;
		}
		boolean overdue = life.isOverdue(crew.now());
		return switch (life.state()) {
			case DRAINING -> {
				if (life.drained || overdue) {
					yield (life.farewell == WorkerHandle.Farewell.KILL) ? new Deed.Kill(life, "")
							: new Deed.Dismiss(life);
				}
				yield (crew.isHastened() && !life.hastened) ? new Deed.Hasten(life) : null;
			}
			case STOPPING -> (overdue || (crew.isHastened() && !life.killed)) ? new Deed.Kill(life, "") : null;
			default -> null;
		};
	}

}
