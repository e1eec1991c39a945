package io.bootcluster.endtoend.ticking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.bootcluster.endtoend.harness.Output;

/**
 * What scheduled methods did, and what the cluster said of runs that were late or cut.
 *
 * @param runs each run, in order
 * @param late runs that were made up for
 * @param told the seconds of all ticks that were told to be missed or cut
 */
public record Ticks(List<Run> runs, List<Late> late, Set<Long> told) {

	private static final Pattern LATE = Pattern
		.compile("TickingApplication\\.tick was due \\[(.*)\\] while no worker led; .* (\\d+) ms late");

	private static final Pattern CUT = Pattern
		.compile("ended while it ran .*TickingApplication\\.tick \\(due (\\S+)\\)");

	/**
	 * Read them.
	 * @param file what the methods wrote
	 * @param output what the cluster printed
	 * @return the ticks
	 */
	public static Ticks read(Path file, Output output) throws IOException {
		List<Run> runs = Files.readAllLines(file).stream().map(Run::parse).toList();
		List<Late> late = new ArrayList<>();
		Set<Long> told = new HashSet<>();
		for (String line : output.lines()) {
			Matcher matcher = LATE.matcher(line);
			if (matcher.find()) {
				List<Instant> dues = List.of(matcher.group(1).split(", ")).stream().map(Instant::parse).toList();
				dues.forEach((due) -> told.add(due.getEpochSecond()));
				late.add(new Late(dues.get(dues.size() - 1).toEpochMilli() + Long.parseLong(matcher.group(2))));
			}
			Matcher cut = CUT.matcher(line);
			if (cut.find()) {
				told.add(Instant.parse(cut.group(1)).getEpochSecond());
			}
		}
		return new Ticks(runs, late, told);
	}

	/**
	 * Return the runs of a method that were not made up for.
	 * @param method its name
	 * @return the runs, in order
	 */
	public List<Run> punctual(String method) {
		List<Run> punctual = new ArrayList<>(this.runs.stream().filter((run) -> run.method().equals(method)).toList());
		if (method.equals("tick")) {
			this.late.forEach((one) -> punctual.stream()
				.filter((run) -> run.millis() >= one.millis())
				.findFirst()
				.ifPresent(punctual::remove));
		}
		return punctual;
	}

	/**
	 * One run.
	 *
	 * @param method its method
	 * @param worker who ran it
	 * @param millis when
	 * @param token its fencing token, 0 where nodes are not registered
	 * @param node its node
	 */
	public record Run(String method, String worker, long millis, long token, String node) {

		private static Run parse(String line) {
			String[] words = line.split(" ");
			return new Run(words[0], words[1], Long.parseLong(words[2]), Long.parseLong(words[3]), words[4]);
		}

		/**
		 * Return which second it was for; schedulers may begin a little early.
		 * @return the second
		 */
		public long second() {
			return (this.millis + 100) / 1000;
		}

	}

	/**
	 * A run that was made up for.
	 *
	 * @param millis when at the earliest
	 */
	public record Late(long millis) {
	}

}
