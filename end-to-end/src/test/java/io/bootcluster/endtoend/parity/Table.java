package io.bootcluster.endtoend.parity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.bootcluster.endtoend.parity.Row.End;
import io.bootcluster.endtoend.parity.Row.Outcome;
import io.bootcluster.endtoend.parity.Row.Step;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows from the text files next to this class, whose form {@code README.txt}
 * there explains.
 */
final class Table {

	private static final List<String> FILES = List.of("seen.txt", "forwarding.txt", "paths.txt", "connections.txt",
			"bodies.txt", "answers.txt", "sample.txt", "custom.txt", "differences.txt");

	private final List<Row> rows = new ArrayList<>();

	private Set<Setup> usual = Set.of();

	private @Nullable Draft draft;

	private Table() {
	}

	static List<Row> rows() {
		Table table = new Table();
		FILES.forEach(table::read);
		return table.rows;
	}

	private void read(String file) {
		String place = "";
		int number = 0;
		try (BufferedReader reader = new BufferedReader(new InputStreamReader(
				Objects.requireNonNull(Table.class.getResourceAsStream(file), file), StandardCharsets.US_ASCII))) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				place = file + ":" + ++number + ": " + line;
				line(line);
			}
			finish();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (RuntimeException ex) {
			throw new IllegalStateException(place, ex);
		}
	}

	private void line(String line) {
		if (line.isBlank() || line.startsWith("#")) {
			return;
		}
		if (line.startsWith("== ")) {
			finish();
			this.draft = new Draft(line.substring(3), this.usual);
		}
		else if (this.draft != null) {
			this.draft.line(line);
		}
		else if (line.startsWith("in ")) {
			this.usual = setups(line.substring(3));
		}
		else {
			throw new IllegalStateException("No row has begun");
		}
	}

	private void finish() {
		if (this.draft != null) {
			this.rows.add(this.draft.row());
			this.draft = null;
		}
	}

	private static Set<Setup> setups(String names) {
		Set<Setup> setups = EnumSet.noneOf(Setup.class);
		Stream.of(names.split(","))
			.map((name) -> Setup.valueOf(name.strip().toUpperCase(Locale.ROOT)))
			.forEach(setups::add);
		return setups;
	}

	/**
	 * A row of which some lines were read.
	 */
	private static final class Draft {

		private final String name;

		private final List<Step> steps = new ArrayList<>();

		private final StringBuilder sent = new StringBuilder();

		private final List<String> difference = new ArrayList<>();

		private Set<Setup> setups;

		private boolean management;

		private @Nullable Outcome plain;

		private @Nullable Outcome clustered;

		private String why = "";

		Draft(String name, Set<Setup> setups) {
			this.name = name;
			this.setups = setups;
		}

		void line(String line) {
			String word = line.split(" ", 2)[0];
			String rest = line.substring(Math.min(line.length(), word.length() + 1));
			switch (word) {
				case "in" -> this.setups = setups(rest);
				case ">" -> this.sent.append(rest).append("\r\n");
				case ">>" -> this.sent.append(rest);
				case "read" -> step(new Step.Read());
				case "half" -> step(new Step.Half());
				case "both" -> {
					this.plain = outcome(rest);
					this.clustered = this.plain;
				}
				case "plain" -> this.plain = outcome(rest);
				case "clustered" -> this.clustered = outcome(rest);
				case "-", "+" -> this.difference.add(line);
				case "on" -> this.management = rest.equals("management");
				case "why" -> this.why = (this.why + " " + rest).strip();
				default -> throw new IllegalStateException("Unknown word " + word);
			}
		}

		private void step(Step step) {
			sendIfAny();
			this.steps.add(step);
		}

		private void sendIfAny() {
			if (!this.sent.isEmpty()) {
				this.steps.add(new Step.Send(this.sent.toString()));
				this.sent.setLength(0);
			}
		}

		private static Outcome outcome(String text) {
			List<String> words = Arrays.asList(text.strip().split(" +"));
			List<Integer> statuses = new ArrayList<>();
			for (String word : words.subList(0, words.size() - 1)) {
				int times = word.indexOf('*');
				for (int i = (times > 0) ? Integer.parseInt(word.substring(0, times)) : 1; i > 0; i--) {
					statuses.add(Integer.valueOf(word.substring(times + 1)));
				}
			}
			return new Outcome(statuses, End.valueOf(words.get(words.size() - 1).toUpperCase(Locale.ROOT)));
		}

		Row row() {
			sendIfAny();
			Outcome plain = Objects.requireNonNull(this.plain, "no outcome");
			Outcome clustered = Objects.requireNonNull(this.clustered, "no outcome when clustered");
			if (plain != clustered && this.why.isEmpty()) {
				throw new IllegalStateException("A difference needs a reason");
			}
			return new Row(this.name, new Row.Place(this.setups, this.management), this.steps,
					new Row.Expected(plain, clustered, this.difference, this.why));
		}

	}

}
