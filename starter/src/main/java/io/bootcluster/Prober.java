package io.bootcluster;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * Asks a worker for a health group, or for what it answers to clients before it has any,
 * on the path that requests take: a fresh connection over the same event loop, codec and
 * transport. Implemented by the dispatcher; safe from any thread.
 */
public interface Prober {

	/**
	 * Path of the liveness group on a worker's main listener.
	 */
	String LIVENESS_PATH = "/.bootcluster/health/liveness";

	/**
	 * Path of the readiness group on a worker's main listener.
	 */
	String READINESS_PATH = "/.bootcluster/health/readiness";

	/**
	 * Send one {@code GET} and read the whole answer.
	 * @param address the worker's listeners, of which the main one is asked
	 * @param path the path to ask for
	 * @param timeout how long connecting and answering may take together
	 * @return completes, never exceptionally, at the latest when the timeout has passed
	 */
	CompletionStage<Answer> probe(WorkerAddress address, String path, Duration timeout);

	/**
	 * Send one {@code GET} as a client of the public side would, from this machine, and
	 * read the whole answer.
	 * @param address the worker's listeners, of which the main one is asked
	 * @param path the path to ask for, with a query if need be
	 * @param timeout how long connecting and answering may take together
	 * @return completes, never exceptionally, at the latest when the timeout has passed
	 */
	CompletionStage<Answer> ask(WorkerAddress address, String path, Duration timeout);

	/**
	 * What came back.
	 *
	 * @param status the HTTP status, or 0 if there was no answer
	 * @param detail the body's beginning (at most 1 KiB), or why there was no answer
	 */
	record Answer(int status, String detail) {

		/**
		 * Return an answer that did not come.
		 * @param why what happened instead
		 * @return the answer
		 */
		public static Answer missing(String why) {
			return new Answer(0, why);
		}

		/**
		 * Return whether the worker answered at all, whatever it said.
		 * @return {@code true} if there is a status
		 */
		public boolean isAnswered() {
			return this.status != 0;
		}

		/**
		 * Return whether the health group is up.
		 * @return {@code true} for a 2xx status
		 */
		public boolean isUp() {
			return this.status >= 200 && this.status < 300;
		}

	}

}
