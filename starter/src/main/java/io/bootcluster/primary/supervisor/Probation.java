package io.bootcluster.primary.supervisor;

import java.time.Duration;

import io.bootcluster.Prober;
import io.bootcluster.ReloadProperties;
import io.bootcluster.Verdict.Finding;
import org.jspecify.annotations.Nullable;

/**
 * What one new life of a roll-out has shown before it gets requests: that it stays ready,
 * and that it answers. Confined to the supervisor's thread.
 */
final class Probation {

	private static final int FIRST_ERROR = 400;

	private Duration readySince = Moment.NEVER;

	private boolean asked;

	private Prober.@Nullable Answer answer;

	void judged(Finding finding, Moment now) {
		if (finding != Finding.READY) {
			this.readySince = Moment.NEVER;
		}
		else if (this.readySince.equals(Moment.NEVER)) {
			this.readySince = now.at();
		}
	}

	void asked() {
		this.asked = true;
	}

	void answered(Prober.Answer answer) {
		this.answer = answer;
	}

	/**
	 * Decide what a life that is ready does next.
	 * @param life the life that is on probation
	 * @param reload what it has to show
	 * @param now the time
	 * @return the next deed, or {@code null} if it has to wait
	 */
	@Nullable Deed next(WorkerHandle life, ReloadProperties reload, Moment now) {
		if (now.since(this.readySince).compareTo(reload.minReady()) < 0) {
			return null;
		}
		if (reload.smokePath() == null || isPassed()) {
			return new Deed.Serve(life);
		}
		return this.asked ? null : new Deed.Smoke(life, reload.smokePath(), reload.smokeTimeout());
	}

	private boolean isPassed() {
		return this.answer != null && this.answer.isAnswered() && this.answer.status() < FIRST_ERROR;
	}

	/**
	 * Return why it has failed.
	 * @param path the path that it was asked for
	 * @return the reason, or {@code null} if it has not
	 */
	@Nullable String failure(@Nullable String path) {
		if (this.answer == null || isPassed()) {
			return null;
		}
		return this.answer.isAnswered() ? "answered " + path + " with " + this.answer.status()
				: "did not answer " + path + ": " + this.answer.detail();
	}

}
