package io.bootcluster.endtoend.harness;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import io.bootcluster.endtoend.app.TroubleConfiguration;

/**
 * A jar of the sample application that is replaced by one release after the other, as an
 * operator does it: written beside, then moved to its place.
 */
public final class ReleaseJar {

	private static final String TROUBLE = TroubleConfiguration.class.getName().replace('.', '/') + ".class";

	private static final String IMPORTS = "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports";

	private final Path path;

	/**
	 * Create the first release.
	 * @param directory where
	 */
	public ReleaseJar(Path directory) throws IOException {
		this.path = directory.resolve("app.jar");
		put("release=1");
	}

	public Path path() {
		return this.path;
	}

	/**
	 * Put another release in place.
	 * @param properties properties that it has inside, each as in a properties file
	 */
	public void put(String... properties) throws IOException {
		Path next = Files.copy(SampleJar.path(), this.path.resolveSibling("next.jar"));
		try (FileSystem jar = FileSystems.newFileSystem(next);
				InputStream trouble = ReleaseJar.class.getResourceAsStream("/" + TROUBLE)) {
			Path classes = jar.getPath("BOOT-INF", "classes");
			Files.writeString(classes.resolve("application.properties"), String.join("\n", properties) + "\n");
			Files.createDirectories(classes.resolve(TROUBLE).getParent());
			Files.copy(trouble, classes.resolve(TROUBLE));
			Files.createDirectories(classes.resolve(IMPORTS).getParent());
			Files.writeString(classes.resolve(IMPORTS), TroubleConfiguration.class.getName() + "\n");
		}
		move(next);
	}

	/**
	 * Put something in place that is no jar.
	 */
	public void putGarbage() throws IOException {
		move(Files.write(this.path.resolveSibling("next.jar"), new byte[10_000]));
	}

	private void move(Path next) throws IOException {
		Files.move(next, this.path, StandardCopyOption.ATOMIC_MOVE);
	}

}
