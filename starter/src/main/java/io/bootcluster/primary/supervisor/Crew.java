package io.bootcluster.primary.supervisor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.bootcluster.WorkerId;
import io.bootcluster.WorkerState;
import io.bootcluster.control.Part;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * All workers as they are and as they are wanted: the state that {@link Reports} change,
 * {@link Rule}s read and {@link Deeds} act upon. Confined to the supervisor's thread.
 */
final class Crew {

	private static final Log logger = LogFactory.getLog(Supervisor.class);

	private final SupervisorSettings settings;

	private final Slots slots;

	private final Rollouts rollouts;

	private final LeaderSeat seat = new LeaderSeat();

	private final Migrations migrations = new Migrations();

	private final Recycling recycling = new Recycling();

	private Moment now;

	private @Nullable Outcome ending;

	private boolean hastened;

	private boolean served;

	private long launches;

	private long version;

	/**
	 * The life that must show that the application can start at all.
	 */
	private @Nullable WorkerHandle pilot;

	/**
	 * What clients are told while nobody is ready.
	 */
	@Nullable String explanation;

	Crew(SupervisorSettings settings, String release, Moment now) {
		this.settings = settings;
		this.rollouts = new Rollouts(release, () -> new Rollouts.Mark(this.launches, this.now.wall()));
		this.now = now;
		this.slots = new Slots(settings.size().workers(), settings.restart());
	}

	SupervisorSettings settings() {
		return this.settings;
	}

	Moment now() {
		return this.now;
	}

	void turn(Moment now) {
		this.now = now;
	}

	/**
	 * Return a number that changes with everything but beats.
	 */
	long version() {
		return this.version + this.rollouts.changes();
	}

	void touch() {
		this.version++;
	}

	List<Slot> slots() {
		return this.slots.all();
	}

	LeaderSeat seat() {
		return this.seat;
	}

	Migrations migrations() {
		return this.migrations;
	}

	/**
	 * Return what part of the whole the next life of a release has.
	 */
	Part part(String release) {
		return new Part(!this.migrations.areDone(release), wanted());
	}

	Slot slot(WorkerHandle life) {
		return this.slots.get(life.id.slot());
	}

	/**
	 * Return every life that has a process, by slot and generation.
	 */
	List<WorkerHandle> lives() {
		return slots().stream().flatMap((slot) -> slot.lives().stream()).toList();
	}

	Optional<WorkerHandle> find(WorkerId id) {
		return lives().stream().filter((life) -> life.id.equals(id)).findFirst();
	}

	List<Slot> wantedSlots() {
		return slots().stream().filter((slot) -> slot.wanted).toList();
	}

	int wanted() {
		return wantedSlots().size();
	}

	/**
	 * Return how many lives may be alive beside the wanted ones while others are
	 * replaced; 0 if the old one has to leave first.
	 */
	int surge() {
		return Math.min(this.settings.reload().surge(), this.settings.size().most() - wanted());
	}

	/**
	 * Return whether one more life may be started beside those that there are and those
	 * that are to fill empty slots.
	 */
	boolean hasRoomBeside() {
		long empty = wantedSlots().stream().filter(Slot::isEmpty).count();
		return lives().size() + empty < wanted() + surge();
	}

	/**
	 * Return how a life leaves that nothing is wrong with.
	 */
	Deed.Leave leave(String why) {
		return Deed.Leave.wanted(why, this.settings.deadlines().drain());
	}

	Recycling recycling() {
		return this.recycling;
	}

	/**
	 * Return whether any worker has ever served.
	 */
	boolean hasServed() {
		return this.served;
	}

	/**
	 * Return whether it is still open if the application can start at all.
	 */
	boolean isPiloting() {
		return !this.served && lives().stream().noneMatch((life) -> life.isSettled(this.now));
	}

	boolean isPilot(WorkerHandle life) {
		return this.pilot == life;
	}

	boolean isStopping() {
		return this.ending != null;
	}

	boolean isHastened() {
		return this.hastened;
	}

	@Nullable Outcome ending() {
		return this.ending;
	}

	String release() {
		return this.rollouts.release();
	}

	Rollouts rollouts() {
		return this.rollouts;
	}

	/**
	 * Return which release an empty slot gets: the new one as soon as it has proved
	 * itself, or where no old life is left to be spared.
	 */
	String releaseFor(Slot slot) {
		Rollout rollout = this.rollouts.running();
		if (rollout == null) {
			return release();
		}
		boolean free = rollout.proven || rollout.vacated == slot.number
				|| lives().stream().noneMatch((life) -> rollout.isOld(life) && life.hasServed());
		return free ? rollout.release : release();
	}

	/**
	 * End everything; a second call hastens, and the first outcome stays.
	 */
	void end(Outcome outcome) {
		this.hastened = this.ending != null || !outcome.isStopped();
		if (this.ending == null) {
			this.ending = outcome;
		}
		this.rollouts.end();
		touch();
	}

	/**
	 * Want another number of workers, at least one.
	 */
	void scaleTo(int workers) {
		SupervisorSettings.Size size = this.settings.size();
		if (workers > size.most()) {
			logger.error("Not scaled: " + new TooManyWorkersException(workers, size).getMessage());
			return;
		}
		this.slots.scale(Math.max(workers, 1) - wanted(), this.now);
		touch();
		logger.info(wanted() + " workers are wanted now");
	}

	void begin() {
		if (this.rollouts.begin() != null) {
			slots().forEach((slot) -> {
				slot.backoff.reset();
				slot.notBefore = this.now.at();
			});
		}
	}

	WorkerHandle launched(Slot slot, String release, WorkerProcess process) {
		this.launches++;
		WorkerHandle.Launch launch = new WorkerHandle.Launch(this.launches, this.now,
				this.settings.deadlines().start());
		WorkerHandle life = new WorkerHandle(slot.nextId(), release, process, launch);
		if (isPiloting()) {
			this.pilot = life;
		}
		slot.filled(life);
		touch();
		logger.info(life + " starts from " + process.origin() + ", " + counts());
		return life;
	}

	/**
	 * Take a life forward: the only place where one changes its state.
	 */
	void become(WorkerHandle life, WorkerState next, String why, Duration limit) {
		WorkerState before = life.state();
		double seconds = this.now.since(life.since().at()).toMillis() / 1000.0;
		life.enter(next, this.now, limit);
		if (next.isServing()) {
			this.served = true;
		}
		touch();
		logger.info(life + " is " + next + " after " + seconds + " s of " + before + (why.isEmpty() ? "" : ": " + why)
				+ ", " + counts());
	}

	/**
	 * Tell once that lives in a slot fail again and again, when it is so.
	 */
	void tellLoop(Slot slot) {
		if (slot.beginsLoop()) {
			touch();
			logger.error("worker-" + slot.number + " is errored: its lives fail again and again; tried again with"
					+ " growing waits of up to " + this.settings.restart().maxBackoff().toSeconds() + " s, "
					+ counts());
		}
	}

	private String counts() {
		return lives().stream().filter(WorkerHandle::isServing).count() + " of " + wanted() + " serve";
	}

}
