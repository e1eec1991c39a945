package io.bootcluster.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.bootcluster.WorkerId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Alerts and dashboard ask for what there is: a misspelt name is a question like any
 * other, which nobody ever answers.
 */
class QuestionsTests {

	private static final Pattern NAME = Pattern.compile("bootcluster_[a-z_]+");

	private static final Pattern SELECTOR = Pattern.compile("(bootcluster_[a-z_]+)\\{([^}]*)}");

	private static final Pattern MATCHER = Pattern.compile("([a-z_]+)(=~|!=|!~|=)\"([^\"]*)\"");

	private static final Pattern GROUPING = Pattern.compile("\\b(?:by|on) \\(([^)]*)\\)");

	private static final Pattern LABEL = Pattern.compile("[{,]([a-z_]+)=\"");

	/**
	 * What Prometheus itself adds.
	 */
	private static final Set<String> ADDED = Set.of("job", "instance");

	private final String scrape = new NodeScrape(new NodeScrape.Self("n", new WorkerId(1, 1), "abc"),
			new Scenes().show(Scenes.worker(1, 1, "serving"), Scenes.worker(2, 2, "serving")).count(Scenes.measures(5)),
			(question, body) -> List.of())
		.text(TextFormat.PROMETHEUS, Optional.empty(), "", () -> "");

	@ParameterizedTest
	@ValueSource(strings = { "rules.yml", "grafana/dashboards/bootcluster.json" })
	void namesAreThoseOfTheScrape(String file) throws IOException {
		assertThat(all(NAME, file).map(MatchResult::group)).hasSizeGreaterThan(10)
			.allSatisfy((name) -> assertThat(this.scrape).containsPattern("(?m)^" + name + "\\{"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "rules.yml", "grafana/dashboards/bootcluster.json" })
	void labelsAreThoseOfTheSeriesAndHaveSuchValues(String file) throws IOException {
		assertThat(all(SELECTOR, file)).hasSizeGreaterThan(5)
			.allSatisfy((selector) -> assertThat(MATCHER.matcher(selector.group(2)).results()).isNotEmpty()
				.allSatisfy((matcher) -> assertThat(this.scrape).as(selector.group())
					.containsPattern("(?m)^" + selector.group(1) + "\\{.*\\b" + matcher.group(1) + "=\""
							+ (matcher.group(2).equals("=") ? matcher.group(3) + "\"" : ""))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "rules.yml", "grafana/dashboards/bootcluster.json" })
	void groupsAreOfLabelsThatThereAre(String file) throws IOException {
		Set<String> labels = LABEL.matcher(this.scrape)
			.results()
			.map((found) -> found.group(1))
			.collect(Collectors.toSet());
		labels.addAll(ADDED);
		assertThat(all(GROUPING, file).flatMap((group) -> Arrays.stream(group.group(1).split(", ")))).isNotEmpty()
			.isSubsetOf(labels);
	}

	/**
	 * Without the quoting of JSON.
	 */
	private static Stream<MatchResult> all(Pattern pattern, String file) throws IOException {
		String questions = Files.readString(Path.of("..", "deploy", "observability", file)).replace("\\\"", "\"");
		return pattern.matcher(questions).results();
	}

}
