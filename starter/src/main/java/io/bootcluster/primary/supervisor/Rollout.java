package io.bootcluster.primary.supervisor;

import java.time.Instant;
import java.util.Locale;

import io.bootcluster.ClusterView;
import org.jspecify.annotations.Nullable;

/**
 * One replacement of all workers, slot by slot, and how it goes. Confined to the
 * supervisor's thread.
 */
final class Rollout {

	final Rollouts.Wish wish;

	final String release;

	private final long launchesBefore;

	private final @Nullable Instant startedAt;

	private State state = State.RUNNING;

	private @Nullable String reason;

	private long launchesAtEnd = Long.MAX_VALUE;

	/**
	 * The slot whose old life left first, where there is no room for two; 0 if none.
	 */
	int vacated;

	/**
	 * Whether a new life has served and stood every comparison.
	 */
	boolean proven;

	/**
	 * How the first new life does beside the old ones, until that is decided.
	 */
	@Nullable Bake bake;

	/**
	 * Create a roll-out that runs.
	 * @param wish the wish that began it
	 * @param release the release that new lives run
	 * @param begin how far things are; lives that were launched before are the old ones
	 */
	Rollout(Rollouts.Wish wish, String release, Rollouts.Mark begin) {
		this.wish = wish;
		this.release = release;
		this.launchesBefore = begin.launches();
		this.startedAt = begin.now();
	}

	/**
	 * Create a roll-out that cannot even begin.
	 * @param wish the wish for it
	 * @param release the release that was to run
	 * @param reason why not
	 */
	Rollout(Rollouts.Wish wish, String release, String reason) {
		this.wish = wish;
		this.release = release;
		this.launchesBefore = Long.MAX_VALUE;
		this.startedAt = null;
		withdraw(reason, Long.MAX_VALUE);
	}

	boolean isRunning() {
		return this.state == State.RUNNING;
	}

	boolean isNew(WorkerHandle life) {
		return life.launch > this.launchesBefore && life.launch <= this.launchesAtEnd
				&& life.release.equals(this.release);
	}

	boolean isOld(WorkerHandle life) {
		return !isNew(life);
	}

	/**
	 * Return whether the roll-out fails with this life.
	 */
	boolean isOnTrial(WorkerHandle life) {
		return isRunning() && isNew(life) && !life.expected && (!life.hasServed() || isBaking(life));
	}

	boolean isBaking(WorkerHandle life) {
		return this.bake != null && this.bake.life == life;
	}

	boolean isWithdrawn() {
		return this.state == State.WITHDRAWN;
	}

	void prove() {
		this.proven = true;
		this.bake = null;
	}

	void done() {
		this.state = State.DONE;
	}

	/**
	 * Give up.
	 * @param reason why
	 * @param launches how many lives were launched by now; later ones are not new
	 */
	void withdraw(String reason, long launches) {
		this.state = State.WITHDRAWN;
		this.reason = reason;
		this.launchesAtEnd = launches;
		this.bake = null;
	}

	ClusterView.Rollout view() {
		return new ClusterView.Rollout(this.wish.id(), this.state.name().toLowerCase(Locale.ROOT), this.reason,
				this.release, this.startedAt);
	}

	private enum State {

		RUNNING, DONE, WITHDRAWN

	}

}
