package io.bootcluster.primary.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What workers run: the content of the jar (or class path) as it was when the release was
 * read. Immutable.
 */
final class Release {

	private final String id;

	private final @Nullable Jar jar;

	private Release(String id, @Nullable Jar jar) {
		this.id = id;
		this.jar = jar;
	}

	/**
	 * Read the release that this JVM would start from now.
	 * @param jvm how this JVM was started
	 * @return the release
	 * @throws IOException if nothing can be started from there, with a message for people
	 */
	static Release read(ThisJvm jvm) throws IOException {
		Optional<String> jar = jvm.jar();
		if (jar.isEmpty()) {
			return new Release(Fingerprint.ofClassPath(jvm.classPathWithoutAgents()), null);
		}
		Path path = Path.of(jar.get());
		if (!Files.isRegularFile(path)) {
			throw new NoSuchFileException(path + " is not there");
		}
		FileStamp stamp = FileStamp.of(path);
		return new Release(Fingerprint.ofJar(path), new Jar(path, stamp, JarFacts.read(path)));
	}

	/**
	 * Return the content's name.
	 * @return 12 hexadecimal digits
	 */
	String id() {
		return this.id;
	}

	/**
	 * Refuse to start a worker from something else than this release. A class path is not
	 * looked at: there, people change classes while they develop.
	 * @throws JarChangedException if the jar was changed or deleted
	 */
	void verifyUnchanged() throws JarChangedException {
		if (this.jar != null && !this.jar.stamp().equals(stampNow(this.jar.path()))) {
			throw new JarChangedException(this.jar.path(), "was changed");
		}
	}

	/**
	 * Insist that the jar is whole, and still the one that was read.
	 * @throws IOException if it is not, with a message for people
	 */
	void verify() throws IOException {
		if (this.jar != null) {
			JarFacts.verify(this.jar.path());
			verifyUnchanged();
		}
	}

	/**
	 * Return whether it is a jar that can be started from another place.
	 */
	boolean isMovable() {
		return this.jar != null && this.jar.facts().isMovable();
	}

	/**
	 * Copy the jar under its name.
	 * @param directory where to
	 * @throws IOException if there is no true copy of it now, with a message for people
	 */
	void copyInto(Path directory) throws IOException {
		Jar jar = Objects.requireNonNull(this.jar);
		JarCopy.make(jar.path(), jar.stamp(), this.id, directory.resolve(jar.path().getFileName()));
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

	/**
	 * A jar as it was.
	 *
	 * @param path where it is
	 * @param stamp tells it from another one in its place
	 * @param facts what it says of itself
	 */
	private record Jar(Path path, FileStamp stamp, JarFacts facts) {
	}

}
