package io.bootcluster.primary.release;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A training ended without an archive. The message is for people.
 */
final class TrainingFailedException extends IOException {

	private final transient Path log;

	/**
	 * Create the exception.
	 * @param code how the application's run ended
	 * @param log what it printed
	 */
	TrainingFailedException(int code, Path log) {
		super("its run ended with code " + code + ", see " + log);
		this.log = log;
	}

	Path log() {
		return this.log;
	}

}
