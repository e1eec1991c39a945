package io.bootcluster.primary.supervisor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.bootcluster.SteadyClock;
import io.bootcluster.Traffic;
import io.bootcluster.WorkerId;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One round of the supervisor: take one event in, then do what the rules ask for until
 * what is agrees with what is wanted, then draw the picture. Confined to the supervisor's
 * thread, except for the picture and the outcome.
 */
final class Turn {

	private static final Log logger = LogFactory.getLog(Supervisor.class);

	/**
	 * More deeds than any turn needs: rules that never agree must not stop the world.
	 */
	private static final int MOST_DEEDS = 1000;

	// A roll-out judges its new lives before their deadlines end them.
	private final List<Rule> rules = List.of(new RestoreRule(), new RolloutRule(), new RenewalRule(), new EndingRule(),
			new GateRule(), new HealingRule(), new RefillRule(), new RecycleRule(), new LeaderRule());

	private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

	private final Surroundings surroundings;

	private final SteadyClock clock;

	private final long start;

	private final Crew crew;

	private final Reports reports;

	private final Deeds deeds;

	private volatile Picture picture;

	private long drawn = -1;

	Turn(SupervisorSettings settings, String release, Surroundings surroundings, Consumer<Supervisor.Event> events) {
		this.surroundings = surroundings;
		this.clock = new SteadyClock(surroundings.time().nanos());
		this.start = this.clock.getAsLong();
		this.crew = new Crew(settings, release, now());
		this.reports = new Reports(this.crew, surroundings);
		this.deeds = new Deeds(this.crew, surroundings, events);
		this.picture = Picture.of(this.crew);
	}

	void take(Supervisor.Event event) {
		this.crew.turn(now());
		try {
			event.tell(this.reports);
			compare();
			reconcile();
		}
		catch (RuntimeException | LinkageError ex) {
			logger.error("The supervisor met a mistake of its own and goes on", ex);
		}
		show();
		this.surroundings.listener().turned();
		Outcome ending = this.crew.ending();
		if (ending != null && this.crew.lives().isEmpty()) {
			this.outcome.complete(ending);
		}
	}

	/**
	 * Count what workers were given, and what a new release answers as long as it is
	 * compared with the old one.
	 */
	private void compare() {
		Rollout rollout = this.crew.rollouts().running();
		Bake bake = (rollout != null) ? rollout.bake : null;
		if (bake != null || this.crew.settings().recycle().isCounting()) {
			Map<WorkerId, Traffic.Backend> backends = this.surroundings.requests().traffic().snapshot().backends();
			this.reports.carried(backends);
			if (bake != null) {
				bake.look(backends);
			}
		}
	}

	private void reconcile() {
		for (int i = 0; i < MOST_DEEDS; i++) {
			Deed deed = next();
			if (deed == null) {
				return;
			}
			this.deeds.perform(deed);
		}
		logger.error("The supervisor's rules do not agree; the next deed would be " + next());
	}

	private @Nullable Deed next() {
		for (Rule rule : this.rules) {
			Deed deed = rule.next(this.crew);
			if (deed != null) {
				return deed;
			}
		}
		return null;
	}

	private void show() {
		this.picture = Picture.of(this.crew);
		if (this.drawn != this.crew.version()) {
			this.drawn = this.crew.version();
			this.surroundings.listener().changed(this.picture);
		}
	}

	private Moment now() {
		return new Moment(Duration.ofNanos(this.clock.getAsLong() - this.start), this.surroundings.time().wall().get());
	}

	boolean isOver() {
		return this.outcome.isDone();
	}

	CompletionStage<Outcome> outcome() {
		return this.outcome;
	}

	Picture picture() {
		return this.picture;
	}

}
