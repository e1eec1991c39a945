package io.bootcluster;

/**
 * Answers one kind of question that another worker of the same node asks. A bean in each
 * worker's context; called on a request thread.
 */
public interface SiblingQuestion {

	/**
	 * Return the question's name.
	 * @return lower-case letters and hyphens
	 */
	String name();

	/**
	 * Answer the question.
	 * @param body what was asked in particular; may be empty
	 * @return the answer
	 * @throws Exception if there is none; its message is what the asker hears
	 */
	String answer(String body) throws Exception;

}
