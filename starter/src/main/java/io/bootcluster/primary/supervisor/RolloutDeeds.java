package io.bootcluster.primary.supervisor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import io.bootcluster.Traffic;
import io.bootcluster.WorkerId;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Does what the {@link RolloutRule} decided, as far as it concerns the roll-out itself
 * and not only one worker. Confined to the supervisor's thread.
 */
final class RolloutDeeds {

	private static final Log logger = LogFactory.getLog(Supervisor.class);

	private final Crew crew;

	private final WorkerLauncher launcher;

	private final Surroundings.Requests requests;

	private final Consumer<Supervisor.Event> events;

	RolloutDeeds(Crew crew, Surroundings surroundings, Consumer<Supervisor.Event> events) {
		this.crew = crew;
		this.launcher = surroundings.launcher();
		this.requests = surroundings.requests();
		this.events = events;
	}

	/**
	 * Do it.
	 * @param deed what to do
	 * @return {@code false} if this is not for here
	 */
	boolean perform(Deed deed) {
		Rollout rollout = this.crew.rollouts().running();
		if (deed instanceof Deed.Begin) {
			begin();
		}
		else if (deed instanceof Deed.Conclude && rollout != null) {
			this.crew.rollouts().conclude(rollout);
		}
		else if (deed instanceof Deed.Withdraw withdraw && rollout != null) {
			this.crew.rollouts().withdraw(rollout, withdraw.reason());
		}
		else if (deed instanceof Deed.Prove && rollout != null) {
			rollout.prove();
			logger.info("Release " + rollout.release + " stood its bake");
		}
		else if (deed instanceof Deed.Smoke smoke) {
			smoke(smoke);
		}
		else {
			return false;
		}
		return true;
	}

	/**
	 * What cannot be started at all is withdrawn before any worker leaves for it.
	 */
	private void begin() {
		this.crew.begin();
		Rollout rollout = this.crew.rollouts().running();
		if (rollout != null && !this.launcher.has(rollout.release)) {
			this.crew.rollouts()
				.withdraw(rollout, "release " + rollout.release + " is not there any more to start workers from");
		}
	}

	private void smoke(Deed.Smoke smoke) {
		WorkerHandle life = smoke.life();
		life.probation.asked();
		this.requests.prober()
			.ask(Objects.requireNonNull(life.address), smoke.path(), smoke.timeout())
			.thenAccept((answer) -> this.events.accept((reports) -> reports.smoked(life, answer)));
	}

	/**
	 * The old life of a slot leaves first.
	 */
	void vacated(WorkerHandle life) {
		Rollout rollout = this.crew.rollouts().running();
		if (rollout != null) {
			rollout.vacated = life.id.slot();
		}
	}

	/**
	 * A life gets requests. If it is the first new one, it is compared with the old ones,
	 * where that is asked for and there are any.
	 */
	void served(WorkerHandle life) {
		Rollout rollout = this.crew.rollouts().running();
		if (rollout == null || rollout.proven || !rollout.isNew(life)) {
			return;
		}
		Duration time = this.crew.settings().reload().bakeTime();
		List<WorkerHandle> old = this.crew.lives()
			.stream()
			.filter((other) -> rollout.isOld(other) && other.isServing())
			.toList();
		if (time.isZero() || old.isEmpty()) {
			rollout.prove();
			return;
		}
		Bake bake = new Bake(life, this.crew.now().at().plus(time), this.crew.settings().reload().bakeMargin());
		Map<WorkerId, Traffic.Backend> backends = this.requests.traffic().snapshot().backends();
		for (WorkerHandle other : old) {
			Traffic.Backend backend = backends.get(other.id);
			bake.compareWith(other.id, (backend != null) ? Tally.of(backend) : Tally.NONE);
		}
		rollout.bake = bake;
		logger.info(life + " is compared with " + old.size() + " old workers for " + time.toMillis() / 1000.0 + " s");
	}

}
