package io.bootcluster.primary.supervisor;

import java.util.EnumMap;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What is recycled, and which limits recycle nobody for now because a fresh worker was no
 * better. Tells each change once. Confined to the supervisor's thread.
 */
final class Recycling {

	private static final Log logger = LogFactory.getLog(Supervisor.class);

	/**
	 * The paused limits, and which release ran when each was paused.
	 */
	private final Map<Worn.Limit, String> paused = new EnumMap<>(Worn.Limit.class);

	/**
	 * A life is to be replaced; tried again as long as its next life fails.
	 */
	void begin(WorkerHandle life, String why) {
		if (life.recycled.isEmpty()) {
			logger.info(life + " is recycled once its next life serves: " + why);
			life.recycled = why;
		}
	}

	boolean isPaused(Worn.Limit limit) {
		return this.paused.containsKey(limit);
	}

	/**
	 * Return whether a limit was paused under another release than this one.
	 */
	boolean isOutdated(Worn.Limit limit, String release) {
		return !release.equals(this.paused.getOrDefault(limit, release));
	}

	/**
	 * Do what was decided.
	 * @param deed what to do
	 * @return {@code false} if this is not for here
	 */
	boolean perform(Deed deed) {
		if (deed instanceof Deed.PauseRecycling pause) {
			pause(pause.limit(), pause.life());
		}
		else if (deed instanceof Deed.ResumeRecycling resume) {
			resume(resume.limit());
		}
		else {
			return false;
		}
		return true;
	}

	private void pause(Worn.Limit limit, WorkerHandle life) {
		this.paused.put(limit, life.release);
		logger.warn("Nobody is recycled for " + limit + " for now: " + life
				+ " reached it as soon as it served, so that a fresh worker is no better");
	}

	private void resume(Worn.Limit limit) {
		this.paused.remove(limit);
		logger.info("Workers are recycled for " + limit + " again");
	}

}
