package io.bootcluster.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Launch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What was given to the primary reaches the workers as it was, and what must not does
 * not.
 */
class LaunchTests {

	@TempDir
	private static Path directory;

	private static Cluster cluster;

	@BeforeAll
	static void start() {
		cluster = Launch.sample()
			.workers(2)
			.withJvm("-Dexample.property=a b", "-Xlog:gc:file=" + directory.resolve("gc.log"), "-Xmx512m")
			.withEnvironment("EXAMPLE_VARIABLE", "c d")
			.withEnvironment("JAVA_TOOL_OPTIONS", "-Dexample.tool=e")
			.with("--spring.profiles.active=first,second", "--example.argument=f g \"h\" 'i' $j", "--example.empty=",
					"--management.endpoints.web.exposure.include=*", "--management.endpoint.env.show-values=always",
					"--logging.file.name=" + directory.resolve("app.log"), "--server.tomcat.accesslog.enabled=true",
					"--server.tomcat.basedir=" + directory.resolve("tomcat"))
			.serving();
	}

	@AfterAll
	static void stop() {
		cluster.close();
	}

	@Test
	void argumentsReachTheWorkersUnchanged() throws IOException {
		assertThat(property("example.argument")).isEqualTo("f g \"h\" 'i' $j");
		assertThat(property("example.empty")).isEmpty();
	}

	@Test
	void systemPropertiesReachTheWorkers() throws IOException {
		assertThat(property("example.property")).isEqualTo("a b");
		assertThat(property("example.tool")).isEqualTo("e");
	}

	@Test
	void environmentReachesTheWorkers() throws IOException {
		assertThat(property("EXAMPLE_VARIABLE")).isEqualTo("c d");
	}

	@Test
	void profilesReachTheWorkers() throws IOException {
		JsonNode profiles = cluster.client().get("/actuator/env").ok().json().path("activeProfiles");
		assertThat(profiles).extracting(JsonNode::asString).containsExactly("first", "second");
	}

	@Test
	void portReadsAsTheUserWroteItAndAsTheClientSeesIt() throws IOException {
		String port = Integer.toString(cluster.port());
		assertThat(property("server.port")).isEqualTo(port);
		assertThat(property("local.server.port")).isEqualTo(port);
	}

	@Test
	void jvmArgumentsThatWouldCollideAreNotCopied() throws IOException {
		for (String command : workerCommands()) {
			assertThat(command).doesNotContain("gc.log").doesNotContain("-Xmx512m");
			assertThat(command.split("-Dexample.tool=e", -1)).as(command).hasSize(2);
		}
	}

	@Test
	void eachWorkerHasALogFileOfItsOwn() throws IOException {
		await("log files").until(() -> logFiles().size() >= 2);
		for (Path file : logFiles().stream().filter((log) -> log.toString().contains("worker")).toList()) {
			assertThat(file).content().contains("SampleApplication");
		}
		assertThat(logFiles()).anyMatch((log) -> log.toString().contains("worker-1"))
			.anyMatch((log) -> log.toString().contains("worker-2"));
	}

	@Test
	void eachWorkerHasAnAccessLogOfItsOwn() throws IOException {
		try (var files = Files.walk(directory)) {
			assertThat(files.filter((file) -> file.toString().contains("access_log"))).hasSize(2);
		}
	}

	@Test
	void thereIsOneBanner() {
		assertThat(cluster.output().awaitMatching(":: Spring Boot ::")).hasSize(1);
	}

	@Test
	void linesOfWorkersCarryTheirName() {
		assertThat(cluster.output().awaitMatching("^\\[worker-1\\.1\\] .*Started SampleApplication")).hasSize(1);
		assertThat(cluster.output().awaitMatching("^\\[worker-2\\.1\\] .*Started SampleApplication")).hasSize(1);
	}

	private static String property(String name) throws IOException {
		JsonNode property = cluster.client().get("/actuator/env/" + name).ok().json().path("property");
		return property.path("value").asString();
	}

	private static List<String> workerCommands() throws IOException {
		return cluster.workers().stream().map((worker) -> {
			try {
				return Files.readString(Path.of("/proc", Long.toString(worker.pid()), "cmdline")).replace('\0', ' ');
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}).toList();
	}

	private static List<Path> logFiles() throws IOException {
		try (var files = Files.list(directory)) {
			return files.filter((file) -> file.getFileName().toString().startsWith("app")).toList();
		}
	}

}
