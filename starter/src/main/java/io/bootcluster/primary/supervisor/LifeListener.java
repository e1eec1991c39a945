package io.bootcluster.primary.supervisor;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

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
	 * @param pid its process
	 */
	void listening(WorkerId worker, WorkerAddress address, long pid);

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
	 * What a worker is doing is to be kept: it is about to be restarted for its health,
	 * or somebody asked.
	 * @param worker the worker
	 * @param process its process
	 * @param reason why
	 * @return completes, never exceptionally, with where it was kept if it was; from then
	 * on the process may be killed
	 */
	CompletionStage<Optional<Path>> examine(WorkerId worker, WorkerProcess process, String reason);

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
	 * The supervisor took a turn, as it does several times a second as long as it is
	 * well.
	 */
	void turned();

	/**
	 * The picture changed, in more than beats.
	 * @param picture the new picture, which {@link Supervisor#picture()} returns too
	 */
	void changed(Picture picture);

}
