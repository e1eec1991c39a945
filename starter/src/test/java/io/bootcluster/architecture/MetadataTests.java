package io.bootcluster.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every setting is described where an IDE reads it.
 */
class MetadataTests {

	/**
	 * Settings that are absent unless somebody sets them, so that there is no default to
	 * name.
	 */
	private static final Set<String> WITHOUT_DEFAULT = Set.of("bootcluster.enabled", "bootcluster.directory",
			"bootcluster.dispatcher.response-timeout", "bootcluster.dispatcher.max-connections-per-address",
			"bootcluster.worker.debug-port", "bootcluster.worker.jvm-args", "bootcluster.release.directory",
			"bootcluster.reload.smoke-path", "bootcluster.recycle.heap-share", "bootcluster.recycle.max-memory",
			"bootcluster.recycle.max-requests", "bootcluster.recycle.max-age", "bootcluster.post-mortem.directory",
			"bootcluster.nodes.id", "bootcluster.nodes.address", "bootcluster.nodes.namespace",
			"bootcluster.nodes.drain-delay", "bootcluster.nginx.file", "bootcluster.nginx.version",
			"bootcluster.nginx.resolver");

	@ParameterizedTest
	@MethodSource("properties")
	void propertyHasTypeDescriptionAndDefault(JsonNode property) {
		String name = property.path("name").asString();
		assertThat(property.path("type").asString("")).as("type of %s", name).isNotEmpty();
		String description = property.path("description").asString("");
		assertThat(description).as("description of %s", name).endsWith(".");
		assertThat(description).as("description of %s", name)
			.doesNotStartWith("The ")
			.doesNotStartWith("A ")
			.doesNotContain("{@");
		assertThat(property.has("defaultValue") || WITHOUT_DEFAULT.contains(name)).as("default of %s", name).isTrue();
	}

	static Stream<JsonNode> properties() throws IOException {
		try (InputStream metadata = MetadataTests.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			assertThat(metadata).as("configuration metadata").isNotNull();
			JsonNode properties = new JsonMapper().readTree(metadata).path("properties");
			return StreamSupport.stream(properties.spliterator(), false)
				.filter((property) -> property.path("name").asString().startsWith("bootcluster."))
				.toList()
				.stream();
		}
	}

}
