package io.bootcluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Asks the other workers of this node what only they know or can do. Safe from any
 * thread.
 */
public interface Siblings {

	/**
	 * Ask every other life on this node that listens, all at once, and wait until each
	 * has answered or its deadline has passed ({@code bootcluster.siblings.timeout}).
	 * @param question name of the {@link SiblingQuestion}
	 * @param body what is asked in particular; may be empty
	 * @return one answer for each that was asked, by slot and generation; empty when
	 * standalone
	 */
	List<SiblingAnswer> ask(String question, String body);

	/**
	 * Ask every other life on this node that listens, and wait for them as long as it
	 * takes, up to a deadline of the question's own.
	 * @param question name of the {@link SiblingQuestion}
	 * @param body what is asked in particular; may be empty
	 * @param timeout how long it may take
	 * @return one answer for each that was asked, by slot and generation; empty when
	 * standalone
	 */
	default List<SiblingAnswer> ask(String question, String body, Duration timeout) {
		return ask(question, body);
	}

	/**
	 * Ask the newest life in one slot, unless that is this worker, and wait until it has
	 * answered or the deadline has passed.
	 * @param slot the slot
	 * @param question name of the {@link SiblingQuestion}
	 * @param body what is asked in particular; may be empty
	 * @param timeout how long it may take
	 * @return the answer, or empty if nobody listens in that slot, or nobody newer than
	 * this worker in its own
	 */
	default Optional<SiblingAnswer> askOne(int slot, String question, String body, Duration timeout) {
		return Optional.empty();
	}

}
