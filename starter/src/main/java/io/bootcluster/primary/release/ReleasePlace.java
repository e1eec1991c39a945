package io.bootcluster.primary.release;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Decides where releases are kept: in the directory that was set, else in the user's
 * cache directory, else in one of the user under the temporary one. Pure but for
 * {@link #open}.
 *
 * @param configured the directory that was set
 * @param cache what the environment names as the user's cache directory
 * @param home the user's home directory
 * @param temporary the temporary directory
 * @param user the user's name
 */
record ReleasePlace(@Nullable Path configured, Optional<String> cache, Optional<String> home, Path temporary,
		String user) {

	private static final String NAME = "bootcluster";

	private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");

	static ReleasePlace ofThisMachine(@Nullable Path configured) {
		return new ReleasePlace(configured, Optional.ofNullable(System.getenv("XDG_CACHE_HOME")),
				Optional.ofNullable(System.getProperty("user.home")), Path.of(System.getProperty("java.io.tmpdir")),
				System.getProperty("user.name"));
	}

	/**
	 * Open the first place that can be used.
	 * @return the cache
	 * @throws IOException if none can be, with a message for people
	 */
	ReleaseCache open() throws IOException {
		List<String> failures = new ArrayList<>();
		for (Path path : candidates()) {
			try {
				if (this.configured == null && isMemory(path)) {
					throw new IOException("it is in memory, which workers need more");
				}
				return ReleaseCache.open(path);
			}
			catch (IOException | UnsupportedOperationException ex) {
				failures.add(path + ": " + reason(ex));
			}
		}
		throw new IOException("no directory can be used to keep releases in (bootcluster.release.directory): "
				+ String.join("; ", failures));
	}

	private static boolean isMemory(Path path) throws IOException {
		Path existing = path;
		while (!Files.exists(existing)) {
			existing = Objects.requireNonNull(existing.getParent());
		}
		return IN_MEMORY.contains(Files.getFileStore(existing).type());
	}

	/**
	 * A relative path in the environment means nothing, and a user without a home has
	 * {@code ?}.
	 */
	List<Path> candidates() {
		if (this.configured != null) {
			return List.of(this.configured.toAbsolutePath());
		}
		Stream<Path> named = this.cache.map(Path::of).stream();
		Stream<Path> usual = this.home.map((home) -> Path.of(home, ".cache")).stream();
		Stream<Path> caches = Stream.concat(named, usual).filter(Path::isAbsolute).limit(1);
		return Stream
			.concat(caches.map((path) -> path.resolve(NAME)),
					Stream.of(this.temporary.toAbsolutePath().resolve(NAME + "-" + this.user + "-releases")))
			.toList();
	}

	/**
	 * The JDK says no more than the path and the type where the system has no text.
	 */
	private static String reason(Exception ex) {
		boolean silent = ex instanceof FileSystemException system && system.getReason() == null;
		return silent ? "it cannot be created or written" : String.valueOf(ex.getMessage());
	}

}
