package io.bootcluster.primary.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

import io.bootcluster.PreparedRelease;
import io.bootcluster.ReleaseProperties;

/**
 * Makes of a jar all that workers of a later start will be started from, while nothing of
 * it runs: as a machine's image is built, for example. {@link Archives} does so in the
 * background of a primary.
 */
public final class Preparation {

	private static final int LAST_LINES = 100;

	private Preparation() {
	}

	/**
	 * Copy and extract the jar and have its start archive made, unless all that is there.
	 * @param jvm how this JVM was started
	 * @param worker what a worker's JVM gets of its own
	 * @param settings where releases are kept
	 * @param limit time that the training may take
	 * @return what is there now
	 * @throws IOException if a later start could not use it all, with a message for
	 * people
	 */
	public static PreparedRelease make(ThisJvm jvm, WorkerJvm worker, ReleaseProperties settings, Duration limit)
			throws IOException {
		long start = System.nanoTime();
		try (Releases releases = Releases.open(jvm, worker, settings)) {
			String id = releases.take();
			Training training = releases.training(id);
			boolean made = training.run(limit, (errand) -> {
			});
			String path = training.file().orElseThrow(() -> new IOException("somebody has removed it")).toString();
			return new PreparedRelease(id, training.archive().kind().toString(), path, made,
					Duration.ofNanos(System.nanoTime() - start).toMillis());
		}
		catch (TrainingFailedException ex) {
			throw new IOException(ex.getMessage() + ", which ends with" + System.lineSeparator() + lastLines(ex), ex);
		}
		catch (UncheckedIOException ex) {
			throw new IOException(ex.getMessage(), ex);
		}
	}

	/**
	 * A layer of an image is thrown away if what makes it fails, and the file with it.
	 */
	private static String lastLines(TrainingFailedException ex) throws IOException {
		List<String> lines = Files.readAllLines(ex.log());
		return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
	}

}
