package io.bootcluster.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import io.bootcluster.endtoend.harness.Client;
import io.bootcluster.endtoend.harness.Compose;
import io.bootcluster.endtoend.harness.Load;
import io.bootcluster.endtoend.harness.ReleaseJar;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.Tally;
import io.bootcluster.endtoend.harness.View;
import io.bootcluster.endtoend.harness.Visitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The compose file itself, unchanged, on a Docker engine: nodes come, go, are killed and
 * replaced by others, and nobody in front of Nginx notices.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeTests {

	private static final Log logger = LogFactory.getLog(ComposeTests.class);

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private static final int GETS_PER_SECOND = 50;

	@TempDir
	private static Path directory;

	private static Compose compose;

	@BeforeAll
	static void up() {
		compose = Compose.ofThisMachine().orElse(null);
		Assumptions.assumeTrue(compose != null, "There is no Docker engine with compose, or no image for it");
		compose.run("up -d --build --wait --wait-timeout 400");
	}

	@AfterAll
	static void down() {
		if (compose != null) {
			compose.close();
		}
	}

	@Test
	@Order(1)
	void threeNodesOfTwoWorkersServeThePageWithinTheirMemory() throws IOException {
		awaitWorkers();
		awaitUpstream(3);
		assertThat(new Client(compose.port()).get("/").ok().text()).contains("<html");
		assertThat(new Client(compose.port()).get("/actuator/cluster").status()).as("the outside").isEqualTo(404);
		for (String node : compose.nodes()) {
			List<View.Worker> workers = compose.view(node).serving().toList();
			assertThat(workers).hasSize(2).extracting(View.Worker::from).containsOnly(archive());
			assertThat(archivesInUse(node)).as("archives that JVMs have mapped").isEqualTo(2);
			assertThat(compose.ask(node, "/actuator/prometheus"))
				.containsPattern("bootcluster_workers\\{node=\"[^\"]+\",state=\"serving\"} 2.0");
		}
		List<String> budgets = compose.run("logs --no-color app")
			.lines()
			.filter((line) -> line.contains("Workers: 2"))
			.toList();
		assertThat(budgets).hasSize(3).allMatch((line) -> line.contains("of 1024 MiB (limit of the control group)"));
		logger.info(budgets.get(0));
	}

	private static String archive() {
		return compose.nodes().stream().anyMatch((node) -> inside(node, "java -version 2>&1").contains("\"25"))
				? "aot-cache" : "cds";
	}

	private static long archivesInUse(String node) {
		String script = "for each in /proc/[0-9]*/maps; do grep -qE '/archives/.*[.](aot|jsa)' $each 2>/dev/null && echo; done | wc -l";
		return Long.parseLong(inside(node, script).strip());
	}

	@Test
	@Order(2)
	void sessionIsTheSameOnEveryNode() throws IOException {
		Visitor visitor = new Visitor(new Client(compose.port()));
		for (int i = 0; i < 30; i++) {
			visitor.visit();
		}
		Set<String> nodes = Pattern.compile("\"POST /api/visits.* node=([0-9.]+):8080 ")
			.matcher(compose.run("logs --no-color nginx"))
			.results()
			.map((line) -> line.group(1))
			.collect(Collectors.toSet());
		assertThat(nodes).as("nodes that counted").hasSize(3);
	}

	@Test
	@Order(3)
	void nginxFollowsScalingAndFailsNoGet() {
		Load load = load();
		compose.run("up -d --no-recreate --scale app=5");
		awaitUpstream(5);
		compose.printNews();
		compose.run("up -d --no-recreate --scale app=3");
		awaitUpstream(3);
		assertNoneFailed("scaled to 5 nodes and back", load);
	}

	@Test
	@Order(4)
	void killedNodeFailsNoGet() {
		Load load = load();
		String killed = compose.nodes().get(0);
		Compose.run(Map.of(), "docker", "kill", "-s", "KILL", killed);
		awaitUpstream(2);
		compose.run("up -d --no-recreate --wait --wait-timeout 300");
		awaitUpstream(3);
		assertNoneFailed("killed one of 3 nodes and started it again", load);
	}

	@Test
	@Order(5)
	void rollingDeployFailsNoGet() throws IOException {
		compose.printNews();
		List<String> before = compose.nodes();
		String release = compose.view(before.get(0)).release();
		ReleaseJar jar = new ReleaseJar(directory);
		jar.put("release=next");
		List<String> layers = compose.layers();
		compose.build(jar.path());
		assertThat(compose.layers()).as("only the application's layer is another")
			.hasSameSizeAs(layers)
			.startsWith(layers.subList(0, layers.size() - 1).toArray(String[]::new))
			.isNotEqualTo(layers);
		Load load = load();
		String said = compose.script("deploy/compose/roll");
		assertNoneFailed("rolled a new image out over 3 nodes", load);
		List<MatchResult> ends = Pattern.compile("which ended with (\\d+)").matcher(said).results().toList();
		assertThat(ends).as(said).hasSize(3).allMatch((end) -> end.group(1).equals("0"));
		awaitWorkers();
		assertThat(compose.nodes()).hasSize(3).doesNotContainAnyElementsOf(before).allSatisfy((node) -> {
			assertThat(compose.view(node).release()).isNotEqualTo(release);
			assertThat(compose.view(node).serving().map(View.Worker::from)).containsOnly(archive());
			assertThat(archivesInUse(node)).isEqualTo(2);
			assertThat(inside(node, "cat /proc/[0-9]*/stat")).as("zombies").doesNotContain(") Z ");
		});
	}

	@Test
	@Order(6)
	void observabilityProfileIsWhatComposeAndPrometheusUnderstand() {
		assertThat(compose.run("--profile observability config --services")).contains("prometheus", "grafana");
		Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/promtool")), "promtool is not installed");
		Compose.run(Map.of(), "promtool", "check", "config", "deploy/observability/prometheus.yml");
	}

	private static Load load() {
		return Load.beginFresh(compose.port(), Request.get("/api/whoami"), GETS_PER_SECOND);
	}

	private static void assertNoneFailed(String what, Load load) {
		Tally tally = load.end();
		logger.info(what + ": " + tally);
		assertThat(tally.failures()).as(what + ": " + tally).isEmpty();
		assertThat(tally.good()).isPositive();
	}

	/** A node is healthy as soon as its first worker serves. */
	private static void awaitWorkers() {
		await().atMost(PATIENCE)
			.pollInterval(Duration.ofSeconds(1))
			.untilAsserted(() -> assertThat(compose.nodes())
				.allSatisfy((node) -> assertThat(compose.view(node).serving()).hasSize(2)));
	}

	private static void awaitUpstream(int nodes) {
		await().atMost(PATIENCE)
			.pollInterval(Duration.ofSeconds(1))
			.untilAsserted(() -> assertThat(compose.upstream()).hasSize(nodes));
	}

	private static String inside(String node, String script) {
		return Compose.run(Map.of(), "docker", "exec", node, "sh", "-c", script);
	}

}
