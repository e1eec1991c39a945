package io.bootcluster.primary.supervisor;

import java.util.HashSet;
import java.util.Set;

/**
 * For which releases the database has been migrated: a life that listens has done so,
 * since an application opens its port when all else has started. Confined to the
 * supervisor's thread.
 */
final class Migrations {

	private final Set<String> done = new HashSet<>();

	boolean areDone(String release) {
		return this.done.contains(release);
	}

	boolean areUnderWay(String release, Crew crew) {
		return !areDone(release) && crew.lives().stream().anyMatch((life) -> life.release.equals(release));
	}

	void done(String release) {
		this.done.add(release);
	}

}
