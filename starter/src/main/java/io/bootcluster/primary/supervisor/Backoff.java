package io.bootcluster.primary.supervisor;

import java.time.Duration;

/**
 * How long a slot waits before it is filled again: doubling with each failure in a row,
 * forgotten after a stable life. Confined to the supervisor's thread.
 */
final class Backoff {

	private static final int MAX_DOUBLINGS = 20;

	/**
	 * So many failures in a row are no accident.
	 */
	private static final int LOOP = 5;

	private final SupervisorSettings.Restart settings;

	private int failures;

	Backoff(SupervisorSettings.Restart settings) {
		this.settings = settings;
	}

	/**
	 * Count a life that never served, or could not even be started.
	 * @return how long to wait
	 */
	Duration afterFailedStart() {
		this.failures++;
		return delay(this.failures);
	}

	/**
	 * Count a life that had served: the first such end costs no wait.
	 * @param served how long it had served
	 * @return how long to wait
	 */
	Duration afterService(Duration served) {
		if (served.compareTo(this.settings.maxBackoff()) >= 0) {
			this.failures = 0;
		}
		Duration delay = delay(this.failures);
		this.failures++;
		return delay;
	}

	/**
	 * Return whether lives here fail again and again.
	 * @return {@code true} from the fifth failure in a row on
	 */
	boolean isLoop() {
		return this.failures >= LOOP;
	}

	/**
	 * Forget the past: somebody wants a fresh start.
	 */
	void reset() {
		this.failures = 0;
	}

	private Duration delay(int failures) {
		if (failures == 0) {
			return Duration.ZERO;
		}
		Duration delay = this.settings.backoff().multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
		return (delay.compareTo(this.settings.maxBackoff()) < 0) ? delay : this.settings.maxBackoff();
	}

}
