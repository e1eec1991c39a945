package io.bootcluster.primary.supervisor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.bootcluster.CloseReason;
import io.bootcluster.ClusterView.Exit;
import io.bootcluster.Prober;
import io.bootcluster.Traffic;
import io.bootcluster.Verdict;
import io.bootcluster.WorkerId;
import io.bootcluster.WorkerState;
import io.bootcluster.control.Message;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Takes what happened into the state of the crew; what follows from it is for the
 * {@link Rule}s. Reports about a life that is gone are ignored. Confined to the
 * supervisor's thread.
 */
final class Reports {

	private static final Log logger = LogFactory.getLog(Supervisor.class);

	private final Crew crew;

	private final Surroundings surroundings;

	Reports(Crew crew, Surroundings surroundings) {
		this.crew = crew;
		this.surroundings = surroundings;
	}

	Crew crew() {
		return this.crew;
	}

	Orders orders() {
		return new Orders(this.crew, this.surroundings.listener());
	}

	void said(WorkerId worker, Message.Up message) {
		if (this.crew.seat().said(worker, message, this.crew.now())) {
			this.crew.touch();
		}
		this.crew.find(worker).ifPresent((life) -> {
			if (message instanceof Message.Beat beat) {
				life.beat = beat;
				life.wear.beat(beat);
				this.surroundings.listener().beat(worker, beat);
			}
			else if (message instanceof Message.Listening listening) {
				life.listens(listening.address(), this.crew.now());
				this.crew.migrations().done(life.release);
				this.surroundings.listener().listening(worker, listening.address(), life.process.pid());
				this.crew.touch();
			}
			else if (message instanceof Message.Readiness readiness) {
				this.surroundings.listener().readiness(worker, readiness);
			}
			else if (message instanceof Message.Leaving) {
				life.leavingAsked = true;
			}
		});
	}

	/**
	 * Take note of what the dispatcher has given to each worker.
	 */
	void carried(Map<WorkerId, Traffic.Backend> backends) {
		this.crew.lives().forEach((life) -> {
			Traffic.Backend backend = backends.get(life.id);
			life.wear.requests((backend != null) ? backend.requests() : life.wear.requests());
		});
	}

	/**
	 * Have kept what the worker in a slot is doing.
	 */
	void examine(int slot, String reason, Consumer<CompletionStage<Optional<Path>>> answer) {
		answer.accept(this.crew.lives()
			.stream()
			.filter((life) -> life.id.slot() == slot)
			.findFirst()
			.map((life) -> this.surroundings.listener().examine(life.id, life.process, reason))
			.orElseGet(() -> CompletableFuture.completedStage(Optional.empty())));
	}

	/**
	 * Take note that all that can be kept of a life has been.
	 */
	void examined(WorkerHandle life) {
		life.examinedUntil = Duration.ZERO;
	}

	void judged(Verdict verdict) {
		this.crew.find(verdict.worker()).ifPresent((life) -> {
			life.verdict = verdict;
			life.probation.judged(verdict.finding(), this.crew.now());
			if (life.isServing() && !verdict.finding().isFatal()) {
				life.remarked = false;
			}
		});
	}

	void refused(WorkerId worker, String reason) {
		this.crew.find(worker).filter(WorkerHandle::isStaying).ifPresent((life) -> {
			logger.error(life + " is refused: " + reason);
			life.ending = reason;
			life.lineLost = this.crew.now().at();
		});
	}

	void smoked(WorkerHandle life, Prober.Answer answer) {
		life.probation.answered(answer);
	}

	void lineClosed(WorkerId worker) {
		this.crew.seat().lineClosed(worker, this.crew.now());
		this.crew.find(worker).ifPresent((life) -> life.lineLost = this.crew.now().at());
	}

	void drained(WorkerId worker, int cut) {
		this.crew.find(worker).ifPresent((life) -> {
			life.drained = true;
			if (cut > 0) {
				logger.warn(life + " had " + cut + " requests that did not end in time and were cut");
			}
		});
	}

	void exited(WorkerHandle life, int code) {
		if (!life.isAlive()) {
			return;
		}
		Crew crew = this.crew;
		Slot slot = crew.slot(life);
		boolean cannotStart = cannotStart(life, code);
		crew.seat().exited(life, crew.now());
		String meaning = ExitMeaning.of(code, life.ending);
		slot.ended(life, new Exit(meaning, code, crew.now().wall(), life.expected));
		Duration delay = delay(slot, life);
		slot.notBefore = crew.now().at().plus(delay);
		this.surroundings.gate().close(life.id, CloseReason.GONE, Duration.ZERO);
		this.surroundings.listener().dismissed(life.id);
		boolean refilled = slot.wanted && slot.isEmpty() && !crew.isStopping() && !cannotStart;
		crew.become(life, WorkerState.GONE, meaning + (refilled ? "; filled again " + in(delay) : ""), Duration.ZERO);
		crew.tellLoop(slot);
		Rollout rollout = crew.rollouts().running();
		if (cannotStart) {
			crew.end(new Outcome(ExitMeaning.isSignal(code) ? 1 : code, life.id + ": " + meaning, true));
		}
		else if (rollout != null && rollout.isOnTrial(life)) {
			String words = LastWords.of(life.process.lastLines());
			crew.rollouts()
				.withdraw(rollout, life.id + (life.hasServed() ? " ended in its bake: " : " never served: ") + meaning
						+ (words.isEmpty() ? "" : "; " + words));
		}
	}

	/**
	 * The first worker of all died by itself: so would all others.
	 */
	private boolean cannotStart(WorkerHandle life, int code) {
		if (this.crew.hasServed() || this.crew.isStopping() || life.killed || !this.crew.isPilot(life)) {
			return false;
		}
		// One that listened for a while can start, and may have been killed for a reason.
		return this.crew.isPiloting() || !ExitMeaning.isSignal(code);
	}

	private Duration delay(Slot slot, WorkerHandle life) {
		if (life.expected) {
			return Duration.ZERO;
		}
		return life.hasServed() ? slot.backoff.afterService(this.crew.now().since(life.servedAt))
				: slot.backoff.afterFailedStart();
	}

	private static String in(Duration delay) {
		return delay.isZero() ? "at once" : "in " + delay.toMillis() / 1000.0 + " s";
	}

}
