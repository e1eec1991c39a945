package io.bootcluster.primary.supervisor;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds in what a worker printed why it could not start, in its own words: the failure
 * analysis that Spring Boot prints, else what failed to migrate the database, else the
 * innermost exception, else the JVM's own error. Pure.
 */
final class LastWords {

	/**
	 * What is said beyond is cut, in characters.
	 */
	static final int LONGEST = 1000;

	private static final String ANALYSIS = "APPLICATION FAILED TO START";

	private static final String CAUSE = "Caused by: ";

	/**
	 * What names the script: the database, further in, knows only the statement.
	 */
	private static final Pattern MIGRATION = Pattern.compile(CAUSE + "(org\\.flywaydb|liquibase)\\..*");

	private static final Pattern FRAME = Pattern.compile("(at |\\.\\.\\. \\d|Caused by: |Suppressed: ).*");

	private static final Pattern ERROR = Pattern
		.compile("(Error: |Exception in thread |Error occurred during initialization).*");

	private static final Pattern EXCEPTION = Pattern.compile("[\\w$]+(\\.[\\w$]+)+(Exception|Error)\\b.*");

	private static final Pattern COLOUR = Pattern.compile("\\x1B\\[[0-9;]*m");

	private LastWords() {
	}

	/**
	 * Find the reason.
	 * @param lines the last lines that the worker printed, oldest first
	 * @return the reason on one line, or an empty text if there is none to be seen
	 */
	static String of(List<String> lines) {
		List<String> plain = lines.stream().map((line) -> COLOUR.matcher(line).replaceAll("").strip()).toList();
		String words = analysis(plain);
		words = words.isEmpty() ? cause(plain) : words;
		words = words.isEmpty() ? last(plain, (line) -> ERROR.matcher(line).matches()) : words;
		words = words.isEmpty() ? last(plain, (line) -> EXCEPTION.matcher(line).matches()) : words;
		return (words.length() <= LONGEST) ? words : words.substring(0, LONGEST) + "...";
	}

	/**
	 * Everything from "Description:" on, but for headings and stars: the report is the
	 * last thing that an application which cannot start prints.
	 */
	private static String analysis(List<String> lines) {
		int title = lines.lastIndexOf(ANALYSIS);
		if (title == -1) {
			return "";
		}
		StringBuilder words = new StringBuilder();
		for (String line : lines.subList(title + 1, lines.size())) {
			String text = line.startsWith("***") || line.equals("Description:") ? ""
					: line.equals("Action:") ? "Action:" : line;
			words.append(text.isEmpty() || words.isEmpty() ? "" : " ").append(text);
		}
		return words.toString();
	}

	/**
	 * Of the last exception only: another one may have been survived.
	 */
	private static String cause(List<String> lines) {
		int outermost = lastIndex(lines, (line) -> EXCEPTION.matcher(line).matches());
		int innermost = lastIndex(lines, (line) -> line.startsWith(CAUSE));
		int cause = IntStream.range(outermost + 1, lines.size())
			.filter((index) -> MIGRATION.matcher(lines.get(index)).matches())
			.findFirst()
			.orElse(innermost);
		return (cause != -1) ? message(lines.subList(cause, lines.size())) : "";
	}

	/**
	 * A message may go on for some lines, down to the first frame.
	 */
	private static String message(List<String> lines) {
		return lines.stream()
			.skip(1)
			.takeWhile((line) -> !FRAME.matcher(line).matches())
			.filter((line) -> !line.isEmpty() && !line.startsWith("---"))
			.reduce(lines.get(0), (message, line) -> message + " " + line);
	}

	private static String last(List<String> lines, Predicate<String> wanted) {
		int index = lastIndex(lines, wanted);
		return (index != -1) ? lines.get(index) : "";
	}

	private static int lastIndex(List<String> lines, Predicate<String> wanted) {
		return IntStream.range(0, lines.size()).filter((index) -> wanted.test(lines.get(index))).max().orElse(-1);
	}

}
