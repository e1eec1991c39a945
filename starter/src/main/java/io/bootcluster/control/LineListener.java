package io.bootcluster.control;

import io.bootcluster.WorkerId;

/**
 * Hears what workers say on their lines. Called on the line's one thread: an
 * implementation only posts an event and returns.
 */
public interface LineListener {

	/**
	 * A worker has shown that it belongs to this cluster.
	 * @param worker the worker
	 * @param pid its process, as it says
	 */
	void opened(WorkerId worker, long pid);

	/**
	 * A worker that has the secret speaks another protocol; its line was closed.
	 * @param worker the worker
	 * @param reason what is wrong, for people
	 */
	void refused(WorkerId worker, String reason);

	/**
	 * A worker said something.
	 * @param worker the worker
	 * @param message anything but its first message
	 */
	void received(WorkerId worker, Message.Up message);

	/**
	 * The line of a worker that had been opened is closed: the other side is gone or
	 * going.
	 * @param worker the worker
	 */
	void closed(WorkerId worker);

}
