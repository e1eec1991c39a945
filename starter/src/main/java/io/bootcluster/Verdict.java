package io.bootcluster;

/**
 * What health concludes about one worker. Told to the supervisor only when it changes.
 *
 * @param worker the worker
 * @param finding the conclusion
 * @param reason why, for logs and answers; empty where there is nothing to say
 */
public record Verdict(WorkerId worker, Finding finding, String reason) {

	/**
	 * A conclusion about a worker.
	 */
	public enum Finding {

		/**
		 * It answers and is ready for requests.
		 */
		READY,

		/**
		 * It says that it is not ready.
		 */
		UNREADY,

		/**
		 * It missed a probe: busy or hung, which only time will tell.
		 */
		UNANSWERED,

		/**
		 * Its liveness group has said DOWN for the threshold.
		 */
		BROKEN,

		/**
		 * It reported a deadlock.
		 */
		DEADLOCKED,

		/**
		 * Neither beat nor answer came for the threshold.
		 */
		SILENT;

		/**
		 * Return whether the worker lost its liveness and should be replaced.
		 * @return {@code true} if only a restart can help
		 */
		public boolean isFatal() {
			return compareTo(BROKEN) >= 0;
		}

		/**
		 * Return whether the process itself can do nothing any more, whatever the rest of
		 * the world does.
		 * @return {@code true} for a deadlock and for silence
		 */
		public boolean isHung() {
			return this == DEADLOCKED || this == SILENT;
		}

	}

}
