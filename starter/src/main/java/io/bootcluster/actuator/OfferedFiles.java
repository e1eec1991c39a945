package io.bootcluster.actuator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Files that were written for other workers. Whoever asked may be gone by the time, or
 * have lost patience: what is not {@linkplain PassedFile taken} in time is removed, and
 * when this worker ends at the latest. Safe from any thread.
 */
final class OfferedFiles {

	private static final Log logger = LogFactory.getLog(OfferedFiles.class);

	private final Executor later;

	OfferedFiles() {
		this(CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES));
	}

	OfferedFiles(Executor later) {
		this.later = later;
	}

	void offer(Path file) {
		file.toFile().deleteOnExit();
		this.later.execute(() -> remove(file));
	}

	private static void remove(Path file) {
		try {
			if (Files.deleteIfExists(file)) {
				logger.info("Removed " + file + ": the worker that asked for it has not taken it");
			}
		}
		catch (IOException ex) {
			logger.warn("Cannot remove " + file + ", which the worker that asked for it has not taken: " + ex);
		}
	}

}
