package io.bootcluster.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Command;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Load;
import io.bootcluster.endtoend.harness.RedisServer;
import io.bootcluster.endtoend.harness.ReleaseJar;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.Run;
import io.bootcluster.endtoend.harness.Tally;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A release comes to all nodes, one after the other, or to none.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodesReloadTests {

	private static final Log logger = LogFactory.getLog(NodesReloadTests.class);

	private static final int RATE = 30;

	private static final Duration BOUND = Duration.ofSeconds(120);

	private static final List<String> IDS = List.of("a", "b", "c");

	@TempDir
	private static Path directory;

	private static RedisServer redis;

	private static ReleaseJar jar;

	private static final List<Cluster> nodes = new ArrayList<>();

	@BeforeAll
	static void start() throws IOException {
		redis = new RedisServer();
		jar = new ReleaseJar(directory);
		deliver();
		List<Run> runs = new ArrayList<>();
		for (String id : IDS) {
			runs.add(launch(id).start());
		}
		for (Run run : runs) {
			nodes.add(Cluster.serving(run, 1));
		}
		for (Cluster node : nodes) {
			await("every node sees all").atMost(BOUND)
				.ignoreExceptions()
				.until(() -> seen(node).path("nodes").size() == IDS.size() && !seen(node).path("lead").isNull());
		}
	}

	private static Launch launch(String id) {
		Launch launch = Launch.jar(place(id))
			.workers(1)
			.redis(redis)
			.with("--bootcluster.nodes.enabled=true", "--bootcluster.nodes.id=" + id,
					"--bootcluster.worker.memory=176MB");
		return id.equals("b") ? launch.withEnvironment("TROUBLE_OF_B", "nonsense") : launch;
	}

	private static Path place(String id) {
		return directory.resolve(id).resolve("app.jar");
	}

	/**
	 * Put the same jar into its place on every node.
	 */
	private static void deliver() throws IOException {
		for (String id : IDS) {
			Path place = place(id);
			Files.createDirectories(place.getParent());
			Path next = Files.copy(jar.path(), place.resolveSibling("next.jar"));
			Files.move(next, place, StandardCopyOption.ATOMIC_MOVE);
		}
	}

	@AfterAll
	static void stop() {
		nodes.forEach(Cluster::close);
		redis.close();
	}

	@Test
	@Order(1)
	void reloadOfAllNodesUnderLoadFailsNoRequest() throws IOException {
		Set<String> before = releases();
		jar.put("release=2");
		deliver();
		List<Load> loads = loads();
		Command command = reload();
		logger.info(command);
		assertThat(command.exitCode()).as(command.toString()).isZero();
		assertThat(command.out().lines().filter((line) -> line.contains(": node ")).map(NodesReloadTests::step))
			.containsSubsequence("a asked", "a done", "b asked", "b done", "c asked", "c done");
		assertThat(releases()).hasSize(1).doesNotContainAnyElementsOf(before);
		assertNoFailure(loads);
	}

	@Test
	@Order(2)
	void reloadThatFailsOnTheSecondNodeIsTakenBackOnAll() throws IOException {
		Set<String> before = releases();
		jar.put("spring.mvc.async.request-timeout=${TROUBLE_OF_B:10s}");
		deliver();
		List<Load> loads = loads();
		Command command = reload();
		logger.info(command);
		assertThat(command.exitCode()).as(command.toString()).isOne();
		assertThat(command.err()).contains("node 'b': ", "Failed to bind properties");
		assertThat(command.out().lines().filter((line) -> line.contains(": node ")).map(NodesReloadTests::step))
			.containsSubsequence("a asked", "a done", "b asked", "a restoring", "a restored")
			.doesNotContain("c asked");
		await("old release everywhere").atMost(BOUND).ignoreExceptions().until(() -> releases().equals(before));
		assertNoFailure(loads);
	}

	private static Command reload() {
		return Command.type(place("a"), "reload --nodes --wait", "--server.port=" + nodes.get(0).port());
	}

	/**
	 * Take the node and its state out of a line such as
	 * {@code command-1-x: node a asked, reason}.
	 */
	private static String step(String line) {
		return line.replaceFirst(".*: node (\\S+ [a-z]+).*", "$1");
	}

	private static List<Load> loads() {
		return nodes.stream().map((node) -> Load.begin(node.port(), Request.get("/api/whoami"), RATE)).toList();
	}

	private static void assertNoFailure(List<Load> loads) {
		for (Load load : loads) {
			Tally tally = load.end();
			logger.info(tally);
			assertThat(tally.failures()).as(tally.toString()).isEmpty();
			assertThat(tally.good()).isPositive();
		}
	}

	private static Set<String> releases() throws IOException {
		Set<String> releases = nodes.stream().map(NodesReloadTests::whoami).collect(Collectors.toSet());
		assertThat(releases).isNotEmpty();
		return releases;
	}

	private static String whoami(Cluster node) {
		try {
			return node.client().send(Request.get("/api/whoami")).ok().json().path("release").asString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static JsonNode seen(Cluster node) throws IOException {
		return node.view().json().path("nodes");
	}

}
