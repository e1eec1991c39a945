package io.bootcluster.primary.health;

import java.time.Duration;

import io.bootcluster.Prober.Answer;
import io.bootcluster.Verdict;
import io.bootcluster.Verdict.Finding;
import io.bootcluster.WorkerId;

/**
 * What is known of one worker's health, and what follows from it. Asks nobody and reads
 * no clock. Confined to the watch's thread.
 */
final class Patient {

	/**
	 * A beat comes every 250 ms; without one for this long, the worker is asked at once.
	 */
	private static final Duration BEAT_MISSED = Duration.ofMillis(750);

	private static final int UNAVAILABLE = 503;

	private final WorkerId id;

	private final HealthSettings settings;

	private Duration lastBeat;

	private Duration lastAnswer;

	private Duration lastWritten;

	private long heapDump = HeapDumps.NONE;

	private boolean deadlocked;

	private boolean tellsUnready;

	private boolean up;

	private boolean asked;

	private boolean everUp;

	private int misses;

	private int downs;

	private String reason = "";

	private String trouble = "";

	/**
	 * Create a patient of whom nothing is known.
	 * @param id which worker
	 * @param settings when to give it up
	 * @param now when it was seen last
	 */
	Patient(WorkerId id, HealthSettings settings, Duration now) {
		this.id = id;
		this.settings = settings;
		this.lastBeat = now;
		this.lastAnswer = now;
		this.lastWritten = now;
	}

	void beat(boolean deadlocked, Duration now) {
		this.lastBeat = now;
		this.deadlocked = deadlocked;
	}

	void told(boolean ready, String reason) {
		this.tellsUnready = !ready;
		this.reason = ready ? this.reason : reason;
		this.asked |= !ready;
	}

	/**
	 * Take both answers of a round in.
	 * @param liveness the answer for the liveness group
	 * @param readiness the answer for the readiness group
	 * @param now when the later of them came
	 */
	void answered(Answer liveness, Answer readiness, Duration now) {
		this.asked = true;
		if (liveness.isAnswered() || readiness.isAnswered()) {
			this.lastAnswer = now;
		}
		this.misses = (liveness.isAnswered() && readiness.isAnswered()) ? 0 : this.misses + 1;
		if (liveness.isAnswered()) {
			// Anything else than the group's own DOWN is no statement about liveness.
			this.downs = (liveness.status() == UNAVAILABLE) ? this.downs + 1 : 0;
		}
		if (readiness.isAnswered()) {
			this.up = readiness.isUp();
			this.everUp |= this.up;
			this.reason = this.tellsUnready ? this.reason : describe(readiness);
		}
		if (this.misses > 0 || this.downs > 0) {
			this.trouble = describe((this.downs > 0 || !liveness.isAnswered()) ? liveness : readiness);
		}
	}

	private static String describe(Answer answer) {
		if (answer.isUp()) {
			return "";
		}
		String status = answer.isAnswered() ? "HTTP " + answer.status() + " " : "";
		return (status + answer.detail()).strip();
	}

	/**
	 * Return whether it should be asked now, although the next round is not due.
	 * @param now when
	 * @return {@code true} if its beats stopped and it is not yet passed over
	 */
	boolean isSuspect(Duration now) {
		return this.misses == 0 && isBeatMissing(now);
	}

	private boolean isBeatMissing(Duration now) {
		return now.minus(this.lastBeat).compareTo(BEAT_MISSED) >= 0;
	}

	/**
	 * Return whether nothing comes from it.
	 * @param now when
	 * @return {@code true} if its beats stopped and it does not answer
	 */
	boolean isSilent(Duration now) {
		return this.misses > 0 && isBeatMissing(now);
	}

	/**
	 * Take note of how far it is with a heap dump. All of its threads stand still for
	 * that; as long as it goes on, so does the worker.
	 * @param written bytes, or {@link HeapDumps#NONE} if it writes none
	 * @param now when
	 * @return whether it was found to begin
	 */
	boolean writes(long written, Duration now) {
		boolean begins = written != HeapDumps.NONE && this.heapDump == HeapDumps.NONE;
		if (written != HeapDumps.NONE && written != this.heapDump) {
			this.lastWritten = now;
		}
		this.heapDump = written;
		return begins;
	}

	/**
	 * Return whether its readiness group was ever up.
	 * @return {@code true} from the first such answer on
	 */
	boolean wasEverUp() {
		return this.everUp;
	}

	/**
	 * Return whether it is alive but too busy to answer.
	 * @param now when
	 * @return {@code true} if it beats and misses probes, and once did not
	 */
	boolean isBusy(Duration now) {
		return this.everUp && this.misses > 0 && !isBeatMissing(now);
	}

	/**
	 * Return whether anything is known yet.
	 * @return {@code true} once it told or was asked
	 */
	boolean isKnown() {
		return this.asked || this.deadlocked;
	}

	/**
	 * Conclude.
	 * @param now when
	 * @return the verdict that follows from all that is known
	 */
	Verdict verdict(Duration now) {
		Duration silence = now.minus(later(later(this.lastBeat, this.lastAnswer), this.lastWritten));
		if (this.deadlocked) {
			return new Verdict(this.id, Finding.DEADLOCKED, "threads are deadlocked");
		}
		if (this.downs >= this.settings.threshold()) {
			return new Verdict(this.id, Finding.BROKEN, "liveness is down: " + this.trouble);
		}
		if (this.misses > 0 && silence.compareTo(this.settings.patience()) >= 0) {
			return new Verdict(this.id, Finding.SILENT,
					"no beat and no answer for " + this.settings.patience().toMillis() / 1000.0 + " s");
		}
		if (this.tellsUnready) {
			return new Verdict(this.id, Finding.UNREADY, this.reason);
		}
		if (this.misses > 0) {
			return new Verdict(this.id, Finding.UNANSWERED,
					(this.heapDump != HeapDumps.NONE) ? "writes a heap dump" : this.trouble);
		}
		return new Verdict(this.id, this.up ? Finding.READY : Finding.UNREADY, this.reason);
	}

	private static Duration later(Duration one, Duration other) {
		return (one.compareTo(other) > 0) ? one : other;
	}

}
