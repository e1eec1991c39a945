package io.bootcluster;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What runs in one worker only.
 *
 * @param scheduled Where the application's own scheduled methods run.
 */
public record LeaderProperties(@DefaultValue("leader") Scheduled scheduled) {

	/**
	 * Where scheduled methods run.
	 */
	public enum Scheduled {

		/**
		 * In the leader, except for those that say otherwise.
		 */
		LEADER,

		/**
		 * In every worker.
		 */
		ALL

	}

}
