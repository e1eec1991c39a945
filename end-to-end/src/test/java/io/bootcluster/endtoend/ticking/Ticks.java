package io.bootcluster.endtoend.ticking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.bootcluster.endtoend.harness.Output;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What scheduled methods did, and what the cluster said of runs that were late or cut.
 *
 * @param runs each run, in order
 * @param told when all ticks were due that were told to be missed or cut
 */
public record Ticks(List<Run> runs, Set<Instant> told) {

	/** Schedulers may begin a little early. */
	private static final Duration EARLY = Duration.ofMillis(100);

	private static final Pattern LATE = Pattern
		.compile("TickingApplication\\.tick was due \\[(.*)\\] while no worker led");

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
		Set<Instant> told = new HashSet<>();
		for (String line : output.lines()) {
			Matcher late = LATE.matcher(line);
			if (late.find()) {
				Stream.of(late.group(1).split(", ")).map(Instant::parse).forEach(told::add);
			}
			Matcher cut = CUT.matcher(line);
			if (cut.find()) {
				told.add(Instant.parse(cut.group(1)));
			}
		}
		return new Ticks(runs, told);
	}

	/**
	 * Return the runs of a method.
	 * @param method its name
	 * @return the runs, in order
	 */
	public List<Run> of(String method) {
		return this.runs.stream()
			.filter((run) -> run.method().equals(method))
			.sorted(Comparator.comparing(Run::millis))
			.toList();
	}

	/**
	 * Insist that no second was ticked for twice, and none before it began.
	 */
	public void assertNoTickRanTwice() {
		List<Run> ticks = of("tick");
		assertThat(ticks).isNotEmpty().allSatisfy((tick) -> {
			assertThat(tick.due().truncatedTo(ChronoUnit.SECONDS)).isEqualTo(tick.due());
			assertThat(tick.due()).isBeforeOrEqualTo(Instant.ofEpochMilli(tick.millis()).plus(EARLY));
		});
		assertThat(ticks).extracting(Run::due).doesNotHaveDuplicates();
	}

	/**
	 * One run.
	 *
	 * @param method its method
	 * @param worker who ran it
	 * @param millis when
	 * @param token its fencing token, 0 where nodes are not registered
	 * @param node its node
	 * @param due when it was due
	 */
	public record Run(String method, String worker, long millis, long token, String node, Instant due) {

		private static Run parse(String line) {
			String[] words = line.split(" ");
			return new Run(words[0], words[1], Long.parseLong(words[2]), Long.parseLong(words[3]), words[4],
					Instant.parse(words[5]));
		}

	}

}
