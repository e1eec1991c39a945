package io.bootcluster.primary.release;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * One kept release that this primary has in use: the copied jar and what was made of it.
 * Safe from any thread.
 */
final class ReleaseHome implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(ReleaseHome.class);

	private static final String EXTRACTED = "extracted";

	private final Path path;

	private final Path jar;

	private final ReleaseUse use;

	private volatile String whyNotExtracted = "";

	private ReleaseHome(Path path, Path jar, ReleaseUse use) {
		this.path = path;
		this.jar = jar;
		this.use = use;
	}

	static ReleaseHome use(Path path) throws IOException {
		Path jar = jarIn(path).orElseThrow(() -> new IOException("There is no jar in " + path));
		return new ReleaseHome(path, jar, ReleaseUse.begin(path));
	}

	/**
	 * Return whether a directory still holds the release that its name says.
	 */
	static boolean isSound(Path path, String id) {
		try {
			Optional<Path> jar = jarIn(path);
			return jar.isPresent() && Fingerprint.ofJar(jar.get()).equals(id);
		}
		catch (IOException ex) {
			logger.debug(path + " is damaged", ex);
			return false;
		}
	}

	private static Optional<Path> jarIn(Path path) throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(path, Files::isRegularFile)) {
			for (Path file : files) {
				if (!file.getFileName().toString().startsWith(ReleaseUse.PREFIX)) {
					return Optional.of(file);
				}
			}
			return Optional.empty();
		}
	}

	Path path() {
		return this.path;
	}

	ReleaseUse use() {
		return this.use;
	}

	Path jar() {
		return this.jar;
	}

	/**
	 * Return the jar that lies beside its libraries.
	 * @return where it is, once it is {@linkplain #extract extracted}
	 */
	Path extractedJar() {
		return this.path.resolve(EXTRACTED).resolve(this.jar.getFileName());
	}

	/**
	 * Return where start archives of the release are.
	 * @return a directory that need not be there yet
	 */
	Path archives() {
		return this.path.resolve("archives");
	}

	/**
	 * Extract the jar, unless that was done before or cannot be. If it fails, workers
	 * start from the copy, only more slowly.
	 * @param extraction how
	 */
	void extract(Extraction extraction) {
		try {
			JarFacts facts = JarFacts.read(this.jar);
			if (!facts.isExtractable()) {
				this.whyNotExtracted = "the jar is not one of JarLauncher's, or has no spring-boot-jarmode-tools in it";
				return;
			}
			if (Extraction.isComplete(extractedJar(), facts.libraries())) {
				return;
			}
			Trees.delete(this.path.resolve(EXTRACTED));
			extraction.make(this.jar, this.path.resolve(EXTRACTED));
		}
		catch (IOException ex) {
			this.whyNotExtracted = String.valueOf(ex.getMessage());
			logger.info("Release " + this.path.getFileName() + " is not extracted, workers start from a copied jar: "
					+ ex.getMessage());
		}
	}

	boolean hasJar() {
		return Files.isRegularFile(this.jar);
	}

	boolean isExtracted() {
		return Files.isRegularFile(extractedJar());
	}

	/**
	 * Return why {@link #extract} did not, for people; empty if it did.
	 */
	String whyNotExtracted() {
		return this.whyNotExtracted;
	}

	@Override
	public void close() throws IOException {
		this.use.close();
	}

}
