package io.bootcluster.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Alerts fire when they should and only then, and the dashboard asks what Prometheus
 * understands.
 */
@EnabledIf(value = "hasPromtool", disabledReason = "promtool is not installed")
class ObservabilityTests {

	private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

	private static final Path FILES = Path.of("..", "deploy", "observability");

	@Test
	void rulesAndConfigurationAreWhatPrometheusExpects() throws IOException, InterruptedException {
		assertThat(promtool("check", "rules", "--lint=all", "--lint-fatal", "rules.yml")).contains("SUCCESS: 11 rules");
		assertThat(promtool("check", "config", "prometheus.yml")).contains("1 rule files found");
	}

	@Test
	void alertsFireWhenTheyShould() throws IOException, InterruptedException {
		assertThat(promtool("test", "rules", "rules-tests.yml")).contains("SUCCESS");
	}

	@Test
	void dashboardAsksWhatPrometheusUnderstands(@TempDir Path directory) throws IOException, InterruptedException {
		List<String> questions = questions();
		assertThat(questions).hasSizeGreaterThan(30).doesNotContain("");
		StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
		for (int index = 0; index < questions.size(); index++) {
			String quoted = questions.get(index).replace("'", "''");
			rules.append("      - {record: 'question:%d', expr: '%s'}\n".formatted(index, quoted));
		}
		Path file = Files.writeString(directory.resolve("questions.yml"), rules);
		assertThat(promtool("check", "rules", file.toString())).contains("SUCCESS: " + questions.size() + " rules");
	}

	/**
	 * While one release takes another's place, both are measured in one slot.
	 */
	@Test
	void dashboardShowsTheProcessorsOfBothReleasesOfARollout(@TempDir Path directory)
			throws IOException, InterruptedException {
		String question = questions().stream()
			.filter((each) -> each.contains("process_cpu_usage"))
			.findFirst()
			.orElseThrow()
			.replace("$node", "n");
		Path file = Files.writeString(directory.resolve("test.yml"), """
				tests:
				  - input_series:
				      - {series: 'process_cpu_usage{node="n",worker="1",release="a"}', values: '0.5'}
				      - {series: 'process_cpu_usage{node="n",worker="1",release="b"}', values: '0.25'}
				      - {series: 'system_cpu_count{node="n",worker="1",release="a"}', values: '4'}
				      - {series: 'system_cpu_count{node="n",worker="1",release="b"}', values: '4'}
				    promql_expr_test:
				      - expr: '%s'
				        eval_time: 0s
				        exp_samples: [{labels: '{node="n",worker="1"}', value: 3}]
				""".formatted(question));
		assertThat(promtool("test", "rules", file.toString())).contains("SUCCESS");
	}

	private static List<String> questions() throws IOException {
		JsonNode dashboard = new JsonMapper()
			.readTree(Files.readString(FILES.resolve("grafana/dashboards/bootcluster.json")));
		return Stream
			.concat(dashboard.path("annotations").path("list").valueStream(),
					dashboard.path("panels").valueStream().flatMap((panel) -> panel.path("targets").valueStream()))
			.map((target) -> target.path("expr").asString().replace("$__rate_interval", "1m"))
			.toList();
	}

	static boolean hasPromtool() {
		return Files.isExecutable(PROMTOOL);
	}

	private static String promtool(String... arguments) throws IOException, InterruptedException {
		List<String> command = Stream.concat(Stream.of(PROMTOOL.toString()), Stream.of(arguments)).toList();
		Process process = new ProcessBuilder(command).directory(FILES.toFile()).redirectErrorStream(true).start();
		process.getOutputStream().close();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(said).isZero();
		return said;
	}

}
