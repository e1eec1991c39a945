package io.bootcluster.primary.accesslog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The files that were put aside: {@code access-2026-11-23.2.log} is the second of that
 * day. Confined to one thread.
 */
final class EarlierFiles {

	private static final Log logger = LogFactory.getLog(EarlierFiles.class);

	private final Path current;

	private final String stem;

	private final String ending;

	private final Pattern pattern;

	private final int keep;

	/**
	 * Create the rule for a file.
	 * @param current the file, absolute and no link
	 * @param keep how many earlier ones are kept
	 */
	EarlierFiles(Path current, int keep) {
		this.current = current;
		String name = String.valueOf(current.getFileName());
		int dot = name.lastIndexOf('.');
		this.stem = (dot > 0) ? name.substring(0, dot) : name;
		this.ending = (dot > 0) ? name.substring(dot) : "";
		this.pattern = Pattern
			.compile(Pattern.quote(this.stem) + "-(\\d{4}-\\d{2}-\\d{2})\\.(\\d{1,9})" + Pattern.quote(this.ending));
		this.keep = keep;
	}

	/**
	 * Give the current file a name of its own, and drop the oldest ones beyond those that
	 * are kept.
	 * @param day the day that it is of
	 * @throws IOException if the file keeps its name
	 */
	void putAside(LocalDate day) throws IOException {
		List<Earlier> all = found();
		if (Files.exists(this.current)) {
			int last = all.stream()
				.filter((each) -> each.day().equals(day.toString()))
				.mapToInt(Earlier::number)
				.max()
				.orElse(0);
			Path aside = this.current.resolveSibling(this.stem + "-" + day + "." + (last + 1) + this.ending);
			Files.move(this.current, aside);
			all.add(new Earlier(aside, day.toString(), last + 1));
		}
		all.sort(Comparator.comparing(Earlier::day).thenComparingInt(Earlier::number));
		all.subList(0, Math.max(all.size() - this.keep, 0)).forEach(EarlierFiles::drop);
	}

	/**
	 * One that cannot be dropped does not keep the others.
	 */
	private static void drop(Earlier oldest) {
		try {
			Files.deleteIfExists(oldest.path());
		}
		catch (IOException ex) {
			logger.warn(oldest.path() + " is older than those that are kept and cannot be deleted: " + ex);
		}
	}

	private List<Earlier> found() throws IOException {
		try (Stream<Path> siblings = Files.list(this.current.resolveSibling("."))) {
			return siblings.flatMap(this::earlier).collect(Collectors.toCollection(ArrayList::new));
		}
	}

	private Stream<Earlier> earlier(Path path) {
		Matcher matcher = this.pattern.matcher(String.valueOf(path.getFileName()));
		return matcher.matches() ? Stream.of(new Earlier(path, matcher.group(1), Integer.parseInt(matcher.group(2))))
				: Stream.empty();
	}

	private record Earlier(Path path, String day, int number) {
	}

}
