package io.bootcluster.primary.supervisor;

import java.time.Duration;

/**
 * How the supervisor keeps its workers.
 *
 * @param workers how many to keep, 1 or more
 * @param startsAtOnce how many may start at the same time, 1 or more; the processors, as
 * a rule
 * @param surge whether a reload may run one worker more than wanted; else the old one
 * leaves first
 * @param deadlines how long each state may take
 * @param restart how long to wait before a slot is filled again
 */
public record SupervisorSettings(int workers, int startsAtOnce, boolean surge, Deadlines deadlines, Restart restart) {

	public SupervisorSettings {
		if (workers < 1 || startsAtOnce < 1) {
			throw new IllegalArgumentException("No cluster has " + workers + " workers, " + startsAtOnce + " at once");
		}
	}

	/**
	 * How long each state may take.
	 *
	 * @param start from the process's start until it listens
	 * @param drain for the requests of a worker that leaves
	 * @param stop from the order to exit until it has
	 */
	public record Deadlines(Duration start, Duration drain, Duration stop) {
	}

	/**
	 * How long to wait before a slot is filled again.
	 *
	 * @param backoff the first wait
	 * @param maxBackoff the longest wait, and how long a worker must serve to be thought
	 * stable
	 */
	public record Restart(Duration backoff, Duration maxBackoff) {
	}

}
