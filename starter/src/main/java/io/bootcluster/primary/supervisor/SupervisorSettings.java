package io.bootcluster.primary.supervisor;

import java.time.Duration;

import io.bootcluster.ReloadProperties;

/**
 * How the supervisor keeps its workers.
 *
 * @param size how many to keep
 * @param reload how a release replaces another
 * @param deadlines how long each state may take
 * @param restart how long to wait before a slot is filled again
 * @param recycle when a healthy worker is replaced
 */
public record SupervisorSettings(Size size, ReloadProperties reload, Deadlines deadlines, Restart restart,
		RecycleLimits recycle) {

	/**
	 * How many workers to keep.
	 *
	 * @param workers how many, 1 or more
	 * @param startsAtOnce how many may start at the same time, 1 or more; the processors,
	 * as a rule
	 * @param most how many memory has room for, those included that replace others
	 * @param figures why no more have, for people
	 */
	public record Size(int workers, int startsAtOnce, int most, String figures) {

		public Size {
			if (workers < 1 || startsAtOnce < 1 || most < workers) {
				throw new IllegalArgumentException(
						"No cluster has " + workers + " workers of at most " + most + ", " + startsAtOnce + " at once");
			}
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
