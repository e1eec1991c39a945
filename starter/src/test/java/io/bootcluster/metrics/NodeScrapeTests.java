package io.bootcluster.metrics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.bootcluster.SiblingAnswer;
import io.bootcluster.Siblings;
import io.bootcluster.WorkerId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A scrape is about the whole node, whichever worker gathers it, and well-formed whatever
 * becomes of the others.
 */
class NodeScrapeTests {

	private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

	private final Scenes scenes = new Scenes()
		.show(Scenes.worker(1, 1, "serving"), Scenes.worker(2, 1, "draining"), Scenes.worker(2, 2, "serving"))
		.count(Scenes.measures(5));

	@ParameterizedTest
	@EnumSource(TextFormat.class)
	void everyFamilyIsThereOnceAndNoSeriesTwice(TextFormat format) {
		String text = gather(format, 1, 1, answered(format, 2, 1, 50), answered(format, 2, 2, 7));
		List<String> types = text.lines().filter((line) -> line.startsWith("# TYPE")).toList();
		assertThat(types).doesNotHaveDuplicates().anyMatch((line) -> line.contains("visits"));
		List<String> series = text.lines()
			.filter((line) -> !line.startsWith("#"))
			.map((line) -> line.substring(0, line.lastIndexOf('}')))
			.toList();
		assertThat(series).doesNotHaveDuplicates()
			.allMatch((line) -> line.contains("node=\"n\""))
			.filteredOn((line) -> !line.startsWith("bootcluster_"))
			.allMatch((line) -> line.contains("release=\"abc\"") && line.contains("worker=\""));
		assertThat(text.endsWith("# EOF\n")).isEqualTo(format == TextFormat.OPEN_METRICS);
		assertThat(text.split("# EOF", -1)).hasSizeLessThanOrEqualTo(2);
		assertThat(familiesAreContiguous(text)).isTrue();
	}

	@ParameterizedTest
	@EnumSource(TextFormat.class)
	void whoeverGathersTellsTheSame(TextFormat format) {
		String first = gather(format, 1, 1, answered(format, 2, 1, 50), answered(format, 2, 2, 7));
		String second = gather(format, 2, 2, answered(format, 1, 1, 3), answered(format, 2, 1, 50));
		String leaving = gather(format, 2, 1, answered(format, 1, 1, 3), answered(format, 2, 2, 7));
		assertThat(first).contains("visits_total{node=\"n\",release=\"abc\",worker=\"1\"} 3.0",
				"visits_total{node=\"n\",release=\"abc\",worker=\"2\"} 50.0");
		assertThat(sorted(second)).isEqualTo(sorted(first));
		assertThat(sorted(leaving)).isEqualTo(sorted(first));
	}

	@Test
	void workerThatDoesNotAnswerIsNamedAndFailsNothing() {
		assertThat(gather(TextFormat.PROMETHEUS, 1, 1, failed(2, 1), answered(TextFormat.PROMETHEUS, 2, 2, 7)))
			.contains("bootcluster_worker_scraped{node=\"n\",worker=\"1\"} 1.0",
					"bootcluster_worker_scraped{node=\"n\",worker=\"2\"} 0.0", "visits_total{node=\"n\"");
		assertThat(gather(TextFormat.PROMETHEUS, 1, 1))
			.contains("bootcluster_worker_scraped{node=\"n\",worker=\"2\"} 0.0");
	}

	@Test
	void askingThatIsNotPossibleFailsNothing() {
		Siblings broken = (question, body) -> {
			throw new IllegalStateException("No selector");
		};
		assertThat(gather(TextFormat.PROMETHEUS, 1, 1, broken))
			.contains("bootcluster_worker_scraped{node=\"n\",worker=\"1\"} 1.0");
	}

	@Test
	void beforeTheFirstViewAWorkerTellsOfItselfAlone() {
		String text = new NodeScrape(self(1, 1), new Scenes(), (question, body) -> List.of())
			.text(TextFormat.PROMETHEUS, Optional.empty(), "", () -> own(TextFormat.PROMETHEUS, 3));
		assertThat(text).contains("visits_total{node=\"n\",release=\"abc\",worker=\"1\"} 3.0")
			.doesNotContain("bootcluster_");
	}

	@Test
	void processThatStoodStillTellsNothingOfTheNode() {
		this.scenes.standStill();
		assertThat(gather(TextFormat.PROMETHEUS, 1, 1))
			.contains("visits_total{node=\"n\"", "bootcluster_worker_scraped")
			.doesNotContain("bootcluster_requests");
	}

	@Test
	void carriageReturnInALabelStaysWhereItIs() {
		Scrape scrape = new Scrape(TextFormat.PROMETHEUS);
		scrape.add("# HELP a Of\rtwo\n# TYPE a gauge\na{b=\"c\rd\"} 1\n", new Labels(self(1, 1).tags()));
		assertThat(scrape.text()).isEqualTo(
				"# HELP a Of\rtwo\n# TYPE a gauge\n" + "a{b=\"c\rd\",node=\"n\",release=\"abc\",worker=\"1\"} 1\n");
	}

	@Test
	void familyOfTwoTypesHasNone() {
		Scrape scrape = new Scrape(TextFormat.PROMETHEUS);
		scrape.add("# TYPE a gauge\na 1\n", new Labels(self(1, 1).tags()));
		scrape.add("# TYPE a counter\na 2\n", new Labels(self(2, 1).tags()));
		assertThat(scrape.text().lines()).containsExactly("# TYPE a untyped",
				"a{node=\"n\",release=\"abc\",worker=\"1\"} 1", "a{node=\"n\",release=\"abc\",worker=\"2\"} 2");
	}

	@Test
	void onlyWhatIsNamedIsToldOfTheNode() {
		String text = new NodeScrape(self(1, 1), this.scenes, (question, body) -> List.of()).text(TextFormat.PROMETHEUS,
				Optional.of(Set.of("bootcluster_held_seconds_sum")), "", () -> "");
		assertThat(text.lines()).isNotEmpty().allMatch((line) -> line.contains("bootcluster_held_seconds"));
	}

	@Test
	void clusterIsToldOfFromItsCounts() {
		assertThat(gather(TextFormat.PROMETHEUS, 1, 1)).contains("# TYPE bootcluster_requests_seconds histogram",
				"bootcluster_requests_seconds_bucket{le=\"2.5E-4\",node=\"n\",outcome=\"answered\",release=\"abc\",status=\"2xx\",worker=\"1\"} 0\n",
				"bootcluster_requests_seconds_bucket{le=\"5.0E-4\",node=\"n\",outcome=\"answered\",release=\"abc\",status=\"2xx\",worker=\"1\"} 6\n",
				"bootcluster_requests_seconds_bucket{le=\"+Inf\",node=\"n\",outcome=\"answered\",release=\"abc\",status=\"2xx\",worker=\"1\"} 6\n",
				"bootcluster_requests_seconds_sum{node=\"n\",outcome=\"answered\",release=\"abc\",status=\"2xx\",worker=\"1\"} 0.003\n",
				"bootcluster_requests_seconds_count{node=\"n\",outcome=\"answered-here\",release=\"none\",status=\"5xx\",worker=\"none\"} 2\n",
				"bootcluster_held_seconds_count{node=\"n\"} 3\n",
				"bootcluster_connections_accepted_total{node=\"n\"} 11.0",
				"bootcluster_refusals_total{node=\"n\",status=\"400\"} 15.0",
				"bootcluster_rollouts_total{node=\"n\",state=\"done\"} 16.0",
				"bootcluster_worker_ejections_total{node=\"n\",worker=\"1\"} 17.0",
				"bootcluster_worker_exits_total{meaning=\"killed by signal 9\",node=\"n\",worker=\"1\"} 18.0",
				"bootcluster_worker_restarts_total{node=\"n\",worker=\"1\"} 18.0",
				"bootcluster_worker_restarts_total{node=\"n\",worker=\"2\"} 0.0",
				"bootcluster_worker_probes_total{node=\"n\",result=\"ok\",worker=\"1\"} 19.0",
				"bootcluster_worker_beat_age_seconds{node=\"n\",worker=\"1\"} 1.5");
	}

	@Test
	void clusterIsToldOfFromItsView() {
		assertThat(gather(TextFormat.PROMETHEUS, 1, 1)).contains(
				"bootcluster_workers{node=\"n\",state=\"serving\"} 2.0", "bootcluster_workers_wanted{node=\"n\"} 2.0",
				"bootcluster_node_state{node=\"n\",state=\"serving\"} 1.0",
				"bootcluster_rollout{node=\"n\",state=\"running\"} 1.0", "bootcluster_requests_total{node=\"n\"} 4.0",
				"bootcluster_connections{node=\"n\"} 1.0", "bootcluster_in_flight{node=\"n\"} 2.0",
				"bootcluster_held{node=\"n\"} 3.0", "bootcluster_retries_total{node=\"n\"} 5.0",
				"bootcluster_failures_total{node=\"n\"} 6.0", "bootcluster_nodes{node=\"n\",state=\"draining\"} 1.0",
				"bootcluster_nodes_leading{node=\"n\"} 1.0",
				"bootcluster_worker_rss_bytes{generation=\"2\",node=\"n\",release=\"abc\",worker=\"2\"} 3000.0",
				"bootcluster_worker_requests_total{generation=\"1\",node=\"n\",release=\"abc\",worker=\"2\"} 7.0");
	}

	@Test
	void lifeThatHasGoneHasNoSeriesOfItsOwn() {
		this.scenes.show(Scenes.worker(1, 1, "gone"), Scenes.worker(1, 2, "serving"));
		assertThat(gather(TextFormat.PROMETHEUS, 1, 2)).contains("generation=\"2\"").doesNotContain("generation=\"1\"");
	}

	@Test
	@EnabledIf("hasPromtool")
	void promtoolFindsNothingToComplainOf() throws IOException, InterruptedException {
		Process promtool = new ProcessBuilder(PROMTOOL.toString(), "check", "metrics").redirectErrorStream(true)
			.start();
		try (var in = promtool.getOutputStream()) {
			in.write(gather(TextFormat.PROMETHEUS, 1, 1, answered(TextFormat.PROMETHEUS, 2, 1, 7))
				.getBytes(StandardCharsets.UTF_8));
		}
		String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(promtool.waitFor()).as(said).isZero();
		assertThat(said).isEmpty();
	}

	static boolean hasPromtool() {
		return Files.isExecutable(PROMTOOL);
	}

	private String gather(TextFormat format, int slot, int generation, SiblingAnswer... answers) {
		return gather(format, slot, generation, (question, body) -> List.of(answers));
	}

	private String gather(TextFormat format, int slot, int generation, Siblings siblings) {
		double visits = (slot == 1) ? 3 : ((generation == 1) ? 50 : 7);
		return new NodeScrape(self(slot, generation), this.scenes, siblings).text(format, Optional.empty(), "",
				() -> own(format, visits));
	}

	private static NodeScrape.Self self(int slot, int generation) {
		return new NodeScrape.Self("n", new WorkerId(slot, generation), "abc");
	}

	private static SiblingAnswer answered(TextFormat format, int slot, int generation, double visits) {
		return new SiblingAnswer(new WorkerId(slot, generation), "abc", own(format, visits), "");
	}

	private static SiblingAnswer failed(int slot, int generation) {
		return new SiblingAnswer(new WorkerId(slot, generation), "abc", "", "Connection refused");
	}

	private static String own(TextFormat format, double visits) {
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		Counter.builder("visits").description("Visits").register(registry).increment(visits);
		Timer.builder("work").description("Work").publishPercentileHistogram().tags("a", "b").register(registry);
		return registry.scrape((format == TextFormat.OPEN_METRICS) ? "application/openmetrics-text; version=1.0.0"
				: "text/plain; version=0.0.4");
	}

	private static List<String> sorted(String text) {
		return text.lines().sorted().toList();
	}

	/**
	 * Samples between one description and the next begin with the described name.
	 */
	private static boolean familiesAreContiguous(String text) {
		Set<String> seen = new HashSet<>();
		List<String> names = new ArrayList<>();
		text.lines().filter((line) -> line.startsWith("# TYPE")).map((line) -> line.split(" ")[2]).forEach(names::add);
		String[] parts = text.split("# TYPE ");
		return names.stream().allMatch(seen::add) && Arrays.stream(parts)
			.skip(1)
			.allMatch((part) -> part.lines()
				.skip(1)
				.filter((line) -> !line.startsWith("#"))
				.allMatch((line) -> line.startsWith(part.split(" ")[0])));
	}

}
