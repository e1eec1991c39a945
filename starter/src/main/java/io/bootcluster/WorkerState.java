package io.bootcluster;

import java.util.Locale;

/**
 * How far one life of a worker has come. States only move forward.
 */
public enum WorkerState {

	/**
	 * The process exists but has not yet been ready for a request.
	 */
	STARTING,

	/**
	 * It was ready once; its gate opens and closes within this state.
	 */
	SERVING,

	/**
	 * It gets no new request and finishes those it has.
	 */
	DRAINING,

	/**
	 * It has nothing left to do and was told to exit.
	 */
	STOPPING,

	/**
	 * Its process has ended.
	 */
	GONE;

	/**
	 * Return whether the process still exists.
	 * @return {@code true} until the process has ended
	 */
	public boolean isAlive() {
		return this != GONE;
	}

	/**
	 * Return whether new requests may be sent, as far as the life has come.
	 * @return {@code true} while serving
	 */
	public boolean isServing() {
		return this == SERVING;
	}

	/**
	 * Return whether this life is on its way out and will not serve again.
	 * @return {@code true} from draining on
	 */
	public boolean isLeaving() {
		return compareTo(DRAINING) >= 0;
	}

	/**
	 * Return whether the life may go from here to the given state.
	 * @param next the state to go to
	 * @return {@code true} if that is forward
	 */
	public boolean canBecome(WorkerState next) {
		return next.compareTo(this) > 0;
	}

	/**
	 * The word in views and logs.
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
