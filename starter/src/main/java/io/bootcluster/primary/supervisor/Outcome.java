package io.bootcluster.primary.supervisor;

/**
 * How the whole cluster ended.
 *
 * @param exitCode what the primary exits with
 * @param failure why it could not start, for people; empty when it was stopped
 * @param told whether the worker itself has told the failure on its output, so that the
 * primary need not
 */
public record Outcome(int exitCode, String failure, boolean told) {

	static Outcome stopped() {
		return new Outcome(0, "", true);
	}

	/**
	 * Return whether somebody asked for the end.
	 * @return {@code false} if the application could not start
	 */
	public boolean isStopped() {
		return this.failure.isEmpty();
	}

}
