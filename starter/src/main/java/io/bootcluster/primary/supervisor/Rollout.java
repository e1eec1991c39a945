package io.bootcluster.primary.supervisor;

import java.util.Locale;

import io.bootcluster.ClusterView;
import org.jspecify.annotations.Nullable;

/**
 * One replacement of all workers, slot by slot, and how it goes. Confined to the
 * supervisor's thread.
 */
final class Rollout {

	private final String wish;

	final String release;

	private final long launchesBefore;

	private State state = State.RUNNING;

	private @Nullable String reason;

	private long launchesAtEnd = Long.MAX_VALUE;

	/**
	 * The slot whose old life left first, where there is no room for two; 0 if none.
	 */
	int vacated;

	/**
	 * Whether a new life has served.
	 */
	boolean proven;

	/**
	 * Create a roll-out that runs.
	 * @param wish id of the wish
	 * @param release the release that new lives run
	 * @param launchesBefore how many lives were launched before; those are the old ones
	 */
	Rollout(String wish, String release, long launchesBefore) {
		this.wish = wish;
		this.release = release;
		this.launchesBefore = launchesBefore;
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

	boolean isWithdrawn() {
		return this.state == State.WITHDRAWN;
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
	}

	ClusterView.Rollout view() {
		return new ClusterView.Rollout(this.wish, this.state.name().toLowerCase(Locale.ROOT), this.reason);
	}

	private enum State {

		RUNNING, DONE, WITHDRAWN

	}

}
