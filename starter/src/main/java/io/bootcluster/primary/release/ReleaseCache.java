package io.bootcluster.primary.release;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The directory in which releases are kept, for all primaries of this user. What is in it
 * under a release's name is whole: it is made under another name and renamed. One lock
 * guards who takes a release into use and who drops one.
 */
final class ReleaseCache {

	private static final Pattern ID = Pattern.compile("[0-9a-f]{" + Fingerprint.LENGTH + "}");

	private static final String PART = ".part-";

	/**
	 * What is older and still unfinished was left by a primary that was killed.
	 */
	private static final Duration OLDEST_PART = Duration.ofHours(1);

	private final Path directory;

	private ReleaseCache(Path directory) {
		this.directory = directory;
	}

	/**
	 * Open the directory, or create it.
	 * @param directory where
	 * @return the cache
	 * @throws IOException if it cannot be used, with a message for people
	 */
	static ReleaseCache open(Path directory) throws IOException {
		PrivateDirectory.create(directory);
		return new ReleaseCache(directory);
	}

	/**
	 * Take a release into use: copy it, unless it is there.
	 * @param release a release of a jar
	 * @return where it is
	 * @throws IOException if it cannot be kept, with a message for people
	 */
	ReleaseHome take(Release release) throws IOException {
		Optional<ReleaseHome> there = locked(() -> use(release.id()));
		if (there.isPresent()) {
			return there.get();
		}
		Path part = Files.createTempDirectory(this.directory, PART);
		try {
			release.copyInto(part);
			return locked(() -> {
				Optional<ReleaseHome> other = use(release.id());
				if (other.isPresent()) {
					return other.get();
				}
				Files.move(part, path(release.id()), StandardCopyOption.ATOMIC_MOVE);
				return ReleaseHome.use(path(release.id()));
			});
		}
		finally {
			Trees.delete(part);
		}
	}

	/**
	 * Return the release's home, if it is there; what is damaged is removed.
	 */
	private Optional<ReleaseHome> use(String id) throws IOException {
		Path path = path(id);
		if (!Files.isDirectory(path)) {
			return Optional.empty();
		}
		if (ReleaseHome.isSound(path, id)) {
			Files.setLastModifiedTime(path, FileTime.fromMillis(System.currentTimeMillis()));
			return Optional.of(ReleaseHome.use(path));
		}
		if (ReleaseUse.isUsed(path, Optional.empty())) {
			throw new IOException(path + " is damaged, and another primary uses it");
		}
		Trees.delete(path);
		return Optional.empty();
	}

	/**
	 * Drop what is too much.
	 * @param rule what may stay
	 * @param needed what this primary needs
	 * @param ours what this primary has in use, needed or not
	 * @return ids of what was dropped
	 * @throws IOException if that failed
	 */
	Set<String> bound(KeepRule rule, Set<String> needed, Map<String, ReleaseHome> ours) throws IOException {
		return locked(() -> {
			Set<String> dropped = new HashSet<>();
			for (KeepRule.Kept each : rule.drop(kept(needed, ours))) {
				dropped.add(each.id());
				Trees.delete(path(each.id()));
			}
			return dropped;
		});
	}

	private List<KeepRule.Kept> kept(Set<String> needed, Map<String, ReleaseHome> ours) throws IOException {
		List<KeepRule.Kept> kept = new ArrayList<>();
		try (DirectoryStream<Path> all = Files.newDirectoryStream(this.directory)) {
			for (Path each : all) {
				String name = String.valueOf(each.getFileName());
				long modified = Files.getLastModifiedTime(each).toMillis();
				if (ID.matcher(name).matches()) {
					Optional<ReleaseUse> own = Optional.ofNullable(ours.get(name)).map(ReleaseHome::use);
					boolean isNeeded = needed.contains(name) || ReleaseUse.isUsed(each, own);
					kept.add(new KeepRule.Kept(name, Trees.size(each), modified, isNeeded));
				}
				else if (name.startsWith(PART) && modified < System.currentTimeMillis() - OLDEST_PART.toMillis()) {
					Trees.delete(each);
				}
			}
		}
		return kept;
	}

	private Path path(String id) {
		return this.directory.resolve(id);
	}

	/**
	 * The lock is between processes; within this one, another is needed.
	 */
	private <T> T locked(Work<T> work) throws IOException {
		synchronized (ReleaseCache.class) {
			try (FileChannel channel = FileChannel.open(this.directory.resolve("lock"), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE)) {
				channel.lock();
				return work.run();
			}
		}
	}

	@Override
	public String toString() {
		return this.directory.toString();
	}

	/**
	 * What is done under the lock.
	 *
	 * @param <T> what comes of it
	 */
	@FunctionalInterface
	private interface Work<T> {

		T run() throws IOException;

	}

}
