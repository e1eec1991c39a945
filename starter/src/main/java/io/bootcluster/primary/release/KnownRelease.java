package io.bootcluster.primary.release;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * One release as this primary knows it: what it was read from, and where it is kept.
 *
 * @param release what it was read from
 * @param home where it is kept, if it is
 */
record KnownRelease(Release release, Optional<ReleaseHome> home) implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(KnownRelease.class);

	/**
	 * Return whether a copy of it is there.
	 */
	boolean isKept() {
		return this.home.filter(ReleaseHome::hasJar).isPresent();
	}

	boolean canStart() {
		try {
			if (!isKept()) {
				this.release.verifyUnchanged();
			}
			return true;
		}
		catch (JarChangedException ex) {
			return false;
		}
	}

	/**
	 * Return what a worker is started from: the best that is there.
	 * @param jvm how this JVM was started
	 * @param archive which start archive may be used
	 * @return the origin
	 * @throws JarChangedException if nothing of the release is left
	 */
	Origin origin(ThisJvm jvm, Optional<StartArchive> archive) throws JarChangedException {
		if (!isKept()) {
			this.release.verifyUnchanged();
			return Origin.same(jvm);
		}
		ReleaseHome home = this.home.orElseThrow();
		if (!home.isExtracted()) {
			return new Origin(Origin.Kind.JAR, Optional.of(home.jar()), List.of());
		}
		Optional<Path> jar = Optional.of(home.extractedJar());
		return archive
			.flatMap((wanted) -> wanted.find(home.archives())
				.map((file) -> new Origin(wanted.kind(), jar, wanted.use(file))))
			.orElseGet(() -> new Origin(Origin.Kind.EXTRACTED, jar, List.of()));
	}

	@Override
	public void close() {
		try {
			if (this.home.isPresent()) {
				this.home.get().close();
			}
		}
		catch (IOException ex) {
			logger.debug("The use of release " + this.release + " could not be ended", ex);
		}
	}

}
