package io.bootcluster.primary.postmortem;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.bootcluster.ClusterView.PostMortem;
import io.bootcluster.WorkerId;

/**
 * The directory in which everything is kept that is kept of workers: only this user may
 * look, and the oldest is dropped when there is too much. Touches nothing that it does
 * not know.
 *
 * @param directory where; need not exist
 * @param most how many workers' things are kept
 */
record Shelf(Path directory, int most) {

	/**
	 * Tells in its first line why everything else was kept.
	 */
	static final String ABOUT = "about.txt";

	private static final FileAttribute<?> PRIVATE = PosixFilePermissions
		.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private static final Pattern NAME = Pattern
		.compile("\\d{8}-\\d{6}-worker-(?<worker>\\d+\\.\\d+)(-\\d+)?(?<heap>\\.hprof)?");

	/**
	 * Make room for what is to be kept of a worker now.
	 * @param worker the worker
	 * @param now when
	 * @return an empty directory
	 * @throws IOException if there can be none
	 */
	Path place(WorkerId worker, Instant now) throws IOException {
		create();
		String name = TIME.format(now) + "-" + worker;
		for (int copy = 2;; copy++) {
			try {
				return Files.createDirectory(this.directory.resolve(name), PRIVATE);
			}
			catch (FileAlreadyExistsException ex) {
				name = TIME.format(now) + "-" + worker + "-" + copy;
			}
		}
	}

	/**
	 * Return where a worker that starts now may write its heap.
	 * @param worker the worker
	 * @param now when
	 * @return a file that does not exist
	 * @throws IOException if there can be none
	 */
	Path heapDump(WorkerId worker, Instant now) throws IOException {
		create();
		return this.directory.resolve(TIME.format(now) + "-" + worker + ".hprof");
	}

	private void create() throws IOException {
		Path parent = this.directory.getParent();
		if (parent != null && !Files.isDirectory(parent)) {
			Files.createDirectories(parent, PRIVATE);
		}
		if (!Files.isDirectory(this.directory)) {
			Files.createDirectory(this.directory, PRIVATE);
		}
	}

	/**
	 * Drop the oldest while there is too much.
	 * @throws IOException if the directory cannot be read or written to
	 */
	void tidy() throws IOException {
		List<PostMortem> all = list();
		for (PostMortem old : all.subList(0, Math.max(0, all.size() - this.most))) {
			delete(this.directory.resolve(old.path()));
		}
	}

	private static void delete(Path tree) throws IOException {
		try (Stream<Path> all = Files.walk(tree)) {
			for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(each);
			}
		}
	}

	/**
	 * Return what is kept.
	 * @return oldest first
	 * @throws IOException if the directory cannot be read
	 */
	List<PostMortem> list() throws IOException {
		if (!Files.isDirectory(this.directory)) {
			return List.of();
		}
		try (Stream<Path> all = Files.list(this.directory)) {
			return all.flatMap((path) -> describe(path).stream())
				.sorted(Comparator.comparing(PostMortem::at).thenComparing(PostMortem::path))
				.toList();
		}
	}

	private static Optional<PostMortem> describe(Path path) {
		Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
		if (!name.matches()) {
			return Optional.empty();
		}
		boolean heap = name.group("heap") != null;
		try {
			Path told = heap ? path : path.resolve(ABOUT);
			if (!Files.isRegularFile(told, LinkOption.NOFOLLOW_LINKS)) {
				return Optional.empty();
			}
			String reason = heap ? "out of memory" : Files.readAllLines(told).get(0);
			return Optional.of(new PostMortem(path.toAbsolutePath().toString(), name.group("worker"), reason,
					Files.getLastModifiedTime(told).toInstant()));
		}
		catch (IOException | IndexOutOfBoundsException ex) {
			return Optional.empty();
		}
	}

}
