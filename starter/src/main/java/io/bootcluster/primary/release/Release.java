package io.bootcluster.primary.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What workers run: the content of the jar (or class path) as it was when the release was
 * read. Immutable.
 */
public final class Release {

	private final String id;

	private final @Nullable Path jar;

	private final @Nullable FileStamp stamp;

	private Release(String id, @Nullable Path jar, @Nullable FileStamp stamp) {
		this.id = id;
		this.jar = jar;
		this.stamp = stamp;
	}

	/**
	 * Read the release that this JVM would start from now.
	 * @param jvm how this JVM was started
	 * @return the release
	 * @throws UncheckedIOException if it cannot be read
	 */
	public static Release read(ThisJvm jvm) {
		try {
			Optional<String> jar = jvm.jar();
			if (jar.isEmpty()) {
				return new Release(Fingerprint.ofClassPath(jvm.classPathWithoutAgents()), null, null);
			}
			Path path = Path.of(jar.get());
			FileStamp stamp = FileStamp.of(path);
			return new Release(Fingerprint.ofJar(path), path, stamp);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read the release: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Return the content's name.
	 * @return 12 hexadecimal digits
	 */
	public String id() {
		return this.id;
	}

	/**
	 * Refuse to start a worker from something else than this release. A class path is not
	 * looked at: there, people change classes while they develop.
	 * @throws JarChangedException if the jar was changed or deleted
	 */
	public void verifyUnchanged() throws JarChangedException {
		if (this.jar != null && !Objects.equals(this.stamp, stampNow(this.jar))) {
			throw new JarChangedException(this.jar, "was changed");
		}
	}

	private static FileStamp stampNow(Path jar) throws JarChangedException {
		try {
			return FileStamp.of(jar);
		}
		catch (IOException ex) {
			throw new JarChangedException(jar, "cannot be read any more (" + ex.getMessage() + ")");
		}
	}

	@Override
	public String toString() {
		return this.id;
	}

}
