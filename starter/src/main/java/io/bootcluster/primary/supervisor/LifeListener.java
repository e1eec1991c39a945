package io.bootcluster.primary.supervisor;

import io.bootcluster.WorkerAddress;
import io.bootcluster.WorkerId;
import io.bootcluster.control.Message;

/**
 * Hears how lives go: health learns here whom to watch. Called on the supervisor's
 * thread; an implementation returns at once.
 */
public interface LifeListener {

	/**
	 * A worker can be reached and should be watched.
	 * @param worker the worker
	 * @param address where to reach it
	 */
	void listening(WorkerId worker, WorkerAddress address);

	/**
	 * A worker told whether it is ready.
	 * @param worker the worker
	 * @param readiness what it said
	 */
	void readiness(WorkerId worker, Message.Readiness readiness);

	/**
	 * A worker gave a sign of life.
	 * @param worker the worker
	 * @param beat what it said
	 */
	void beat(WorkerId worker, Message.Beat beat);

	/**
	 * A worker is leaving or has ended, and need not be watched any more. May be called
	 * more than once.
	 * @param worker the worker
	 */
	void dismissed(WorkerId worker);

	/**
	 * A wish has come to an end that the picture does not show.
	 * @param wish id of the wish
	 * @param failure why it failed, for people; empty if it came true
	 */
	void answered(String wish, String failure);

	/**
	 * The picture changed, in more than beats.
	 * @param picture the new picture, which {@link Supervisor#picture()} returns too
	 */
	void changed(Picture picture);

}
