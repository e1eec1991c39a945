package io.bootcluster;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.RandomValuePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RestartSettings}.
 */
class RestartSettingsTests {

	@Test
	void namesAreAllOfOursButWhatWorkersReadThemselves() throws IOException {
		try (InputStream metadata = getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			JsonNode properties = new JsonMapper().readTree(metadata).path("properties");
			List<String> ours = StreamSupport.stream(properties.spliterator(), false)
				.map((property) -> property.path("name").asString())
				.filter((name) -> name.startsWith("bootcluster."))
				.filter((name) -> !List
					.of("bootcluster.leader.scheduled", "bootcluster.siblings.timeout", "bootcluster.health.min-ready",
							"bootcluster.release.migrations", "bootcluster.worker.response-header",
							"bootcluster.nodes.namespace", "bootcluster.nodes.interval", "bootcluster.nodes.expiry",
							"bootcluster.nodes.quiet-period", "bootcluster.nodes.reload-timeout")
					.contains(name) && !name.startsWith("bootcluster.nginx."))
				.toList();
			assertThat(RestartSettings.names().stream().filter((name) -> name.startsWith("bootcluster.")))
				.containsExactlyInAnyOrderElementsOf(ours);
		}
	}

	@Test
	void namesHaveThePublicSide() {
		assertThat(RestartSettings.names()).doesNotHaveDuplicates()
			.contains("server.port", "server.ssl.key-store", "management.server.ssl.bundle",
					"server.tomcat.max-keep-alive-requests");
	}

	@Test
	void digestsAreOfThatWhichIsSetHoweverItIsWritten() {
		StandardEnvironment environment = environment(Map.of("server.sslKeyStore", "no", "spring.data.redis.host", "h",
				"server.ssl.ciphers[0]", "a", "server.ssl.ciphers[1]", "b", "bootcluster.leader.scheduled", "all"));
		environment.getPropertySources()
			.addLast(new SystemEnvironmentPropertySource("test-systemEnvironment",
					Map.of("BOOTCLUSTER_WORKER", "1", "BOOTCLUSTER_GENERATION", "2", "BOOTCLUSTER_HOME", "/opt",
							"BOOTCLUSTER_RELEASE_STARTARCHIVE", "false")));
		assertThat(digests(environment)).containsOnlyKeys("bootcluster.release.start-archive", "server.ssl.ciphers");
	}

	@ParameterizedTest
	@CsvSource({ "8080,8081", "${one},${two}", "8080,${random.int}", "'a,b','a,c'" })
	void digestsOfDifferentValuesDiffer(String value, String other) {
		assertThat(digests(port(value))).isNotEqualTo(digests(port(other)));
	}

	@ParameterizedTest
	@CsvSource({ "1,${one}", "${one}8,18", "${random.int},${random.int}", "${chance},${chance}",
			"${nowhere},${nowhere}", "${loop},${loop}" })
	void digestsOfTheSameValueAreTheSame(String value, String other) {
		Map<String, String> digests = digests(port(value));
		assertThat(digests).isEqualTo(digests(port(other)));
	}

	@Test
	void digestsOfTheHighestSourceWin() {
		StandardEnvironment environment = port("1");
		environment.getPropertySources().addFirst(new MapPropertySource("above", Map.of("server.port", 2)));
		assertThat(digests(environment)).isEqualTo(digests(port("2")));
	}

	@Test
	void digestsShowNoValueAndNeedTheSecret() {
		Map<String, String> digests = digests(port("2"));
		assertThat(digests.get("server.port")).hasSize(16).matches("[0-9a-f]+");
		assertThat(RestartSettings.keyedBy("other").digests(port("2"))).isNotEqualTo(digests);
	}

	private static Map<String, String> digests(StandardEnvironment environment) {
		return RestartSettings.keyedBy("hush").digests(environment);
	}

	private static StandardEnvironment port(String value) {
		return environment(
				Map.of("server.port", value, "one", "1", "two", "2", "chance", "${random.value}", "loop", "${loop}"));
	}

	private static StandardEnvironment environment(Map<String, Object> values) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources().addFirst(new MapPropertySource("test", new HashMap<>(values)));
		environment.getPropertySources().addLast(new RandomValuePropertySource());
		ConfigurationPropertySources.attach(environment);
		return environment;
	}

}
