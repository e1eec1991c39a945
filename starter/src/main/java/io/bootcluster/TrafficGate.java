package io.bootcluster;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * Opens and closes workers to new requests. Spoken by the supervisor, implemented by the
 * dispatcher; safe from any thread. Calls for one worker take effect in the order in
 * which they were made.
 */
public interface TrafficGate {

	/**
	 * Deadline of a close that waits for requests as long as they take.
	 */
	Duration NO_DEADLINE = Duration.ofDays(3650);

	/**
	 * Open a worker's gate, for the first time or again. Does nothing after a close that
	 * was {@linkplain CloseReason#isFinal() final}.
	 * @param worker the worker
	 * @param release id of the release that it runs
	 * @param address where to reach it; the same in every call for one worker
	 */
	void open(WorkerId worker, String release, WorkerAddress address);

	/**
	 * Close a worker's gate. Requests that it has go on until the deadline and are then
	 * cut; a worker that is {@link CloseReason#GONE} has all its connections closed at
	 * once and is forgotten. Where the worker is {@linkplain CloseReason#isDrain()
	 * drained} with a deadline, its WebSockets, which would not end by themselves, are
	 * closed in order before that: with 1012, or with 1001 when the whole cluster stops,
	 * spread over the first half of the time. Closing again with another reason replaces
	 * the reason and the deadline; closing a worker that was never opened completes at
	 * once.
	 * @param worker the worker
	 * @param reason why
	 * @param deadline how long its requests may still take, 0 to {@link #NO_DEADLINE}
	 * @return completes, never exceptionally, when its last request has ended or was cut
	 */
	CompletionStage<Drained> close(WorkerId worker, CloseReason reason, Duration deadline);

	/**
	 * Tell what to answer while no worker has ever taken a request: the reason that the
	 * workers give for not being ready.
	 * @param reason the reason, or {@code null} while workers are merely starting
	 */
	void explain(@Nullable String reason);

	/**
	 * How the last requests of a closed worker ended.
	 *
	 * @param cut requests that the deadline cut, 0 or more
	 */
	record Drained(int cut) {
	}

}
