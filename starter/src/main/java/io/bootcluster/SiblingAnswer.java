package io.bootcluster;

/**
 * What became of a question to one sibling: its answer, or why there is none.
 *
 * @param worker the worker that was asked
 * @param release id of the release that it runs
 * @param body what it answered; empty if it failed
 * @param failure why there is no answer, for people; empty if there is one
 */
public record SiblingAnswer(WorkerId worker, String release, String body, String failure) {

	/**
	 * Return whether there is an answer.
	 * @return {@code false} if there is a failure instead
	 */
	public boolean isAnswered() {
		return this.failure.isEmpty();
	}

}
