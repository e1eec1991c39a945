package io.bootcluster.primary.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.bootcluster.ClusterView.Exit;
import io.bootcluster.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * A worker's place, through all its lives. Confined to the supervisor's thread.
 */
final class Slot {

	final int number;

	final Backoff backoff;

	/**
	 * Whether somebody should live here.
	 */
	boolean wanted = true;

	/**
	 * Not to be filled before this time.
	 */
	Duration notBefore = Duration.ZERO;

	/**
	 * The wish that its life be replaced, until it has come true or failed.
	 */
	@Nullable Renewal renewal;

	/**
	 * What was last told of a launch that failed, so that it is told once.
	 */
	String refusal = "";

	private final List<WorkerHandle> lives = new ArrayList<>(2);

	private @Nullable WorkerHandle last;

	private @Nullable Exit lastExit;

	private int generation;

	private int condemned;

	private boolean errored;

	Slot(int number, SupervisorSettings.Restart restart) {
		this.number = number;
		this.backoff = new Backoff(restart);
	}

	WorkerId nextId() {
		return new WorkerId(this.number, this.generation + 1);
	}

	void filled(WorkerHandle life) {
		this.generation = life.id.generation();
		this.refusal = "";
		this.lives.add(life);
	}

	void ended(WorkerHandle life, Exit exit) {
		this.lives.remove(life);
		this.last = life;
		this.lastExit = exit;
	}

	/**
	 * Return the lives that have a process, oldest first; two only during a reload.
	 */
	List<WorkerHandle> lives() {
		return List.copyOf(this.lives);
	}

	List<WorkerHandle> staying() {
		return this.lives.stream().filter(WorkerHandle::isStaying).toList();
	}

	boolean isEmpty() {
		return this.lives.isEmpty();
	}

	/**
	 * Return whether requests can come here now.
	 */
	boolean isServing() {
		return this.lives.stream().anyMatch((life) -> life.isServing() && life.closed == null);
	}

	int restarts() {
		return Math.max(this.generation - 1, 0);
	}

	@Nullable Exit lastExit() {
		return this.lastExit;
	}

	/**
	 * Return what there is to show: those alive, else the one that ended last.
	 */
	List<WorkerHandle> shown() {
		if (!this.lives.isEmpty() || !this.wanted) {
			return lives();
		}
		return Optional.ofNullable(this.last).stream().toList();
	}

	/**
	 * Take note of how the crash loop goes, if there is one.
	 * @return whether one begins, which is to be told
	 */
	boolean beginsLoop() {
		boolean before = this.errored;
		this.errored = this.backoff.isLoop();
		return this.errored && !before;
	}

	/**
	 * Return whether lives here fail again and again: until one is stable, or somebody
	 * wants a fresh start.
	 */
	boolean isErrored() {
		return this.errored && this.backoff.isLoop();
	}

	/**
	 * Have the life here replaced; where there is none, it is not waited for any longer.
	 * @param wish id of the wish
	 * @param now when
	 */
	void renew(String wish, Moment now) {
		this.renewal = new Renewal(wish, this.generation);
		this.refusal = "";
		this.backoff.reset();
		this.notBefore = now.at();
	}

	/**
	 * Return whether the next life that somebody wished for was launched, or could not
	 * be.
	 */
	boolean hasHad(Renewal renewal) {
		return this.generation > renewal.generation() || !this.refusal.isEmpty();
	}

	/**
	 * Return why the youngest life is not staying here, for people.
	 */
	String latestEnd() {
		if (!this.refusal.isEmpty()) {
			return "its next life cannot be started: " + this.refusal;
		}
		String leaving = this.lives.isEmpty() ? "" : this.lives.get(this.lives.size() - 1).ending;
		Exit exit = this.lastExit;
		String end = (leaving.isEmpty() && exit != null) ? exit.meaning() : leaving;
		return "worker-" + this.number + "." + this.generation + " never served: " + end;
	}

	/**
	 * A life here is about to be restarted for its health.
	 */
	void condemn(WorkerHandle life) {
		this.condemned = life.id.generation();
	}

	/**
	 * Return whether a restart for health is still under way here: until the next life
	 * serves, fails or takes too long.
	 */
	boolean isHealing() {
		if (this.condemned == 0 || !this.wanted) {
			return false;
		}
		if (this.generation == this.condemned) {
			return true;
		}
		return this.lives.stream()
			.anyMatch((life) -> life.id.generation() > this.condemned && !life.hasServed() && !life.remarked);
	}

}
