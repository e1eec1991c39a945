package io.bootcluster.primary.health;

import java.time.Duration;
import java.util.Optional;

import io.bootcluster.Prober.Answer;
import io.bootcluster.Verdict;
import io.bootcluster.WorkerAddress;

/**
 * One watched worker: when it was asked, when it is to be asked again, and what was
 * concluded last. Confined to the watch's thread.
 */
final class Round {

	private static final Duration BUSY_TOLD = Duration.ofMinutes(1);

	final WorkerAddress address;

	final long pid;

	final Patient patient;

	private boolean running;

	private Duration due;

	private Duration firstDue;

	private Duration urgentDue;

	private Duration lost;

	private Duration busyTold = BUSY_TOLD.negated();

	private Optional<Verdict> concluded = Optional.empty();

	/**
	 * Create a round that is due at once.
	 * @param address where to ask
	 * @param pid its process
	 * @param patient what is known
	 * @param now when
	 */
	Round(WorkerAddress address, long pid, Patient patient, Duration now) {
		this.address = address;
		this.pid = pid;
		this.patient = patient;
		this.due = now;
		this.firstDue = now;
		this.urgentDue = now;
		this.lost = now;
	}

	boolean isDue(Duration now) {
		return !this.running && (now.compareTo(this.due) >= 0
				|| (now.compareTo(this.urgentDue) >= 0 && this.patient.isSuspect(now)));
	}

	void hurry(Duration now) {
		this.due = now;
	}

	void begin(Duration now, HealthSettings settings) {
		this.running = true;
		this.due = now.plus(settings.interval());
		this.firstDue = now.plus(settings.firstInterval());
		this.urgentDue = now.plus(settings.timeout());
		this.lost = now.plus(settings.timeout().multipliedBy(2));
	}

	/**
	 * Go on without answers that should have come, or failed, long ago.
	 * @param now when
	 */
	void giveUp(Duration now) {
		if (this.running && now.compareTo(this.lost) >= 0) {
			end(Answer.missing("no answer"), Answer.missing("no answer"), now);
		}
	}

	void end(Answer liveness, Answer readiness, Duration now) {
		this.running = false;
		this.patient.answered(liveness, readiness, now);
		if (!this.patient.wasEverUp()) {
			this.due = this.firstDue;
		}
	}

	/**
	 * Conclude again.
	 * @param now when
	 * @return the verdict, if it is not the one before
	 */
	Optional<Verdict> news(Duration now) {
		if (!this.patient.isKnown()) {
			return Optional.empty();
		}
		Optional<Verdict> verdict = Optional.of(this.patient.verdict(now));
		if (verdict.equals(this.concluded)) {
			return Optional.empty();
		}
		this.concluded = verdict;
		return verdict;
	}

	/**
	 * Return whether it is time to tell that the worker is busy.
	 * @param now when
	 * @return {@code true} at most once a minute
	 */
	boolean tellsBusy(Duration now) {
		if (!this.patient.isBusy(now) || now.minus(this.busyTold).compareTo(BUSY_TOLD) < 0) {
			return false;
		}
		this.busyTold = now;
		return true;
	}

}
