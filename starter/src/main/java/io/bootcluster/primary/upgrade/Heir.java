package io.bootcluster.primary.upgrade;

import java.time.Instant;
import java.util.Map;

/**
 * The primary that is to take over, as an upgrade sees it.
 */
public interface Heir {

	/**
	 * Return how many workers it is to have in the end.
	 * @return at least one
	 */
	int target();

	/**
	 * Return how many workers serve.
	 * @return the number
	 */
	int serving();

	/**
	 * Want one worker more.
	 */
	void grow();

	/**
	 * Accept connections, beside the other primary.
	 */
	void accept();

	/**
	 * Own what the other primary has given up.
	 * @param runs when the latest run of each task was due there that must run once
	 */
	void own(Map<String, Instant> runs);

	/**
	 * The other primary has ended.
	 */
	void alone();

	/**
	 * Give up and end.
	 * @param reason why
	 */
	void stop(String reason);

}
