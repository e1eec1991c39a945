package io.bootcluster;

/**
 * A run of the application that only trains a start archive: it ends as soon as its beans
 * are made, and must leave no trace outside, such as a migrated database. Whoever starts
 * one says so with the system property.
 */
public final class TrainingRun {

	/**
	 * Name of the system property that marks such a run with {@code true}.
	 */
	public static final String PROPERTY = "io.bootcluster.training";

	private TrainingRun() {
	}

	/**
	 * Return whether this JVM is such a run.
	 * @return whether it only trains
	 */
	public static boolean isThisJvm() {
		return Boolean.getBoolean(PROPERTY);
	}

}
