package io.bootcluster.primary.supervisor;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

import io.bootcluster.CloseReason;
import io.bootcluster.TrafficGate;
import io.bootcluster.Verdict;
import io.bootcluster.WorkerAddress;
import io.bootcluster.WorkerState;
import io.bootcluster.control.Leading;
import io.bootcluster.control.Message;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Does what the {@link Rule}s decided, and has nothing to decide itself. Confined to the
 * supervisor's thread; what comes of a deed is posted as an event.
 */
final class Deeds {

	private static final Log logger = LogFactory.getLog(Supervisor.class);

	/**
	 * The dispatcher cuts at the deadline; only if it does not, we go on without it.
	 */
	private static final Duration SLACK = Duration.ofSeconds(1);

	/**
	 * Whoever keeps what a worker is doing has a shorter bound; only if that fails, we go
	 * on without.
	 */
	private static final Duration EXAMINATION = Duration.ofSeconds(6);

	private static final Duration KILL_AGAIN = Duration.ofSeconds(5);

	private final Crew crew;

	private final Surroundings surroundings;

	private final Consumer<Supervisor.Event> events;

	private final RolloutDeeds rollout;

	Deeds(Crew crew, Surroundings surroundings, Consumer<Supervisor.Event> events) {
		this.crew = crew;
		this.surroundings = surroundings;
		this.events = events;
		this.rollout = new RolloutDeeds(crew, surroundings, events);
	}

	void perform(Deed deed) {
		if (deed instanceof Deed.Launch launch) {
			launch(launch.slot(), launch.release());
		}
		else if (deed instanceof Deed.Serve serve) {
			serve(serve.life());
		}
		else if (deed instanceof Deed.Gate gate) {
			gate(gate.life(), gate.closed());
		}
		else if (deed instanceof Deed.Renewed renewed) {
			renewed(renewed.slot(), renewed.failure());
		}
		else if (deed instanceof Deed.Explain explain) {
			this.crew.explanation = explain.reason();
			this.surroundings.gate().explain(explain.reason());
		}
		else if (deed instanceof Deed.Lead lead) {
			this.crew.touch();
			say(lead.life(), this.crew.seat().take(lead.life(), this.crew.now()));
		}
		else if (deed instanceof Deed.StepDown stepDown) {
			this.crew.seat().asked();
			say(stepDown.life(), new Leading.StepDown());
		}
		else if (deed instanceof Deed.Recycle recycle) {
			this.crew.recycling().begin(recycle.life(), recycle.why());
			launch(this.crew.slot(recycle.life()), this.crew.release());
		}
		else if (!this.rollout.perform(deed) && !this.crew.recycling().perform(deed)) {
			performEnding(deed);
		}
	}

	private void performEnding(Deed deed) {
		if (deed instanceof Deed.Drain drain) {
			drain(drain.life(), drain.leave());
		}
		else if (deed instanceof Deed.Vacate vacate) {
			this.rollout.vacated(vacate.life());
			drain(vacate.life(), vacate.leave());
		}
		else if (deed instanceof Deed.Hasten hasten) {
			hasten.life().hastened = true;
			hasten.life().waitUntil(this.crew.now().at().plus(SLACK));
			closeForGood(hasten.life(), Duration.ZERO);
		}
		else if (deed instanceof Deed.Dismiss dismiss) {
			dismiss(dismiss.life());
		}
		else if (deed instanceof Deed.Kill kill) {
			kill(kill.life(), kill.why());
		}
		else if (deed instanceof Deed.Restart restart) {
			this.crew.slot(restart.life()).condemn(restart.life());
			examine(restart.life());
			perform(restart.how());
		}
		else if (deed instanceof Deed.GiveUp giveUp) {
			giveUp(giveUp.life(), giveUp.why());
		}
		else if (deed instanceof Deed.Remark remark) {
			remark.life().remarked = true;
			logger.warn(remark.life() + " " + remark.text());
		}
	}

	private void say(WorkerHandle life, Message.Down message) {
		if (!this.surroundings.line().test(life.id, message)) {
			logger.debug(life + " has no line to hear " + message);
		}
	}

	private void launch(Slot slot, String release) {
		try {
			WorkerProcess process = this.surroundings.launcher()
				.launch(slot.nextId(), release, this.crew.part(release));
			WorkerHandle life = this.crew.launched(slot, release, process);
			process.exit().thenAccept((code) -> this.events.accept((reports) -> reports.exited(life, code)));
		}
		catch (IOException | RuntimeException ex) {
			refused(slot, release, String.valueOf(ex.getMessage()));
		}
	}

	private void refused(Slot slot, String release, String why) {
		Duration delay = slot.backoff.afterFailedStart();
		slot.notBefore = this.crew.now().at().plus(delay);
		if (!slot.refusal.equals(why)) {
			slot.refusal = why;
			logger.error(slot.nextId() + " cannot be started (told once, tried again with growing waits): " + why);
		}
		this.crew.tellLoop(slot);
		Rollout rollout = this.crew.rollouts().running();
		if (rollout != null && rollout.release.equals(release)) {
			this.crew.rollouts().withdraw(rollout, slot.nextId() + " cannot be started: " + why);
		}
		else if (this.crew.isPiloting() && this.crew.lives().isEmpty()) {
			this.crew.end(new Outcome(1, slot.nextId() + " cannot be started: " + why, false));
		}
	}

	private void serve(WorkerHandle life) {
		this.crew.become(life, WorkerState.SERVING, "ready", Moment.NEVER);
		life.remarked = false;
		open(life);
		this.rollout.served(life);
	}

	private void renewed(Slot slot, String failure) {
		Renewal renewal = slot.renewal;
		if (renewal != null) {
			slot.renewal = null;
			this.crew.touch();
			this.surroundings.listener().answered(renewal.wish(), failure);
		}
	}

	private void gate(WorkerHandle life, @Nullable CloseReason closed) {
		life.closed = closed;
		this.crew.touch();
		Verdict verdict = (closed != CloseReason.OPERATOR) ? life.verdict : null;
		String reason = (verdict != null) ? verdict.reason() : "";
		logger.info(life + " has its gate " + life.gate() + (reason.isEmpty() ? "" : ": " + reason));
		if (closed == null) {
			open(life);
		}
		else {
			Duration limit = closed.isDrain() ? this.crew.settings().deadlines().drain() : TrafficGate.NO_DEADLINE;
			this.surroundings.gate().close(life.id, closed, limit);
		}
	}

	private void open(WorkerHandle life) {
		WorkerAddress address = life.address;
		if (address != null) {
			this.surroundings.gate().open(life.id, life.release, address);
		}
	}

	private void drain(WorkerHandle life, Deed.Leave leave) {
		life.ending = life.ending.isEmpty() ? leave.why() : life.ending;
		life.expected = leave.expected();
		life.farewell = leave.farewell();
		life.hastened = leave.limit().isZero();
		this.crew.become(life, WorkerState.DRAINING, life.ending, leave.limit().plus(SLACK));
		this.surroundings.listener().dismissed(life.id);
		closeForGood(life, leave.limit());
	}

	private void closeForGood(WorkerHandle life, Duration limit) {
		this.surroundings.gate()
			.close(life.id, CloseReason.DRAINING, limit)
			.thenAccept((drained) -> this.events.accept((reports) -> reports.drained(life.id, drained.cut())));
	}

	private void dismiss(WorkerHandle life) {
		this.crew.become(life, WorkerState.STOPPING, "no request left", this.crew.settings().deadlines().stop());
		if (!this.surroundings.line().test(life.id, new Message.Stop())) {
			life.process.terminate();
		}
	}

	/**
	 * Have kept what it is doing, for a while and while its gate closes.
	 */
	private void examine(WorkerHandle life) {
		String why = (life.verdict != null) ? life.verdict.reason() : "";
		life.examinedUntil = this.crew.now().at().plus(EXAMINATION);
		this.surroundings.listener()
			.examine(life.id, life.process, why)
			.thenAccept((kept) -> this.events.accept((reports) -> reports.examined(life)));
	}

	private void giveUp(WorkerHandle life, String why) {
		life.ending = why;
		life.farewell = WorkerHandle.Farewell.KILL;
		this.crew.become(life, WorkerState.STOPPING, why + "; last beat: " + life.beat, Duration.ZERO);
		this.surroundings.listener().dismissed(life.id);
		this.surroundings.gate().close(life.id, CloseReason.DRAINING, TrafficGate.NO_DEADLINE);
	}

	private void kill(WorkerHandle life, String why) {
		life.ending = life.ending.isEmpty() ? why : life.ending;
		if (life.state() != WorkerState.STOPPING) {
			this.surroundings.listener().dismissed(life.id);
			this.crew.become(life, WorkerState.STOPPING, "it is killed" + (why.isEmpty() ? "" : ": it " + why),
					KILL_AGAIN);
		}
		else if (!life.killed) {
			logger.warn(life + ((life.farewell == WorkerHandle.Farewell.KILL) ? " is killed"
					: " did not exit in time and is killed"));
		}
		life.killed = true;
		life.waitUntil(this.crew.now().at().plus(KILL_AGAIN));
		life.process.kill();
	}

}
