package io.bootcluster.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.CommandSocket;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Load;
import io.bootcluster.endtoend.harness.ReleaseJar;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.Streams;
import io.bootcluster.endtoend.harness.Tally;
import io.bootcluster.endtoend.harness.View;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A reload replaces every worker, a rollback does so backwards, and nobody notices.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReloadTests {

	private static final Duration BOUND = Duration.ofSeconds(180);

	@TempDir
	private static Path directory;

	private static ReleaseJar jar;

	private static Cluster cluster;

	@BeforeAll
	static void start() throws IOException {
		jar = new ReleaseJar(directory);
		cluster = Launch.jar(jar.path())
			.workers(2)
			.with("--bootcluster.directory=" + directory.resolve("run"), "--bootcluster.worker.memory=192MB",
					"--bootcluster.worker.drain-timeout=5s", "--bootcluster.reload.smoke-path=/index.html",
					"--bootcluster.reload.min-ready=500ms", "--bootcluster.worker.response-header=true")
			.serving();
	}

	@AfterAll
	static void stop() {
		cluster.close();
	}

	@Test
	void reloadUnderLoadFailsNoRequest() throws IOException {
		Set<String> before = names(cluster);
		String first = cluster.view().release();
		Load gets = Load.begin(cluster.port(), Request.get("/api/whoami"), 200);
		Load posts = Load.begin(cluster.port(), Request.post("/api/echo", "x".repeat(20_000)), 200);
		Streams streams = Streams.open(cluster.port());
		jar.put("release=2");
		View.Passed changed = cluster.reload(BOUND);
		assertThat(changed.state()).as(changed.toString()).isEqualTo("done");
		assertThat(cluster.view().release()).isEqualTo(changed.release()).isNotEqualTo(first);
		assertThat(cluster.client().get("/").field("Bootcluster-Worker")).get()
			.asString()
			.matches("[12]\\.\\d+; release=" + changed.release());
		Set<String> after = names(cluster);
		assertThat(after).doesNotContainAnyElementsOf(before);
		assertThat(cluster.reload(BOUND)).as("the same jar").isEqualTo(changed);
		assertThat(names(cluster)).doesNotContainAnyElementsOf(after);
		for (Tally tally : List.of(gets.end(), posts.end())) {
			assertNoneFailed(tally);
		}
		streams.close();
		assertThat(streams.failures()).isEmpty();
		assertThat(streams.reopened()).as("streams end with their worker only").isBetween(1, 8);
	}

	/** Goes back to where the cluster began, and so comes before anything else. */
	@Test
	@Order(1)
	void rollbackBringsTheReleaseBeforeAndFailsNoRequest() throws IOException {
		String first = cluster.view().release();
		Load load = Load.begin(cluster.port(), Request.get("/api/whoami"), 100);
		jar.put("release=mistake");
		View.Passed reload = cluster.reload(BOUND);
		Set<String> before = names(cluster);
		JsonNode back = rollback();
		assertThat(back.path("state").asString()).as(back.toString()).isEqualTo("done");
		assertThat(names(cluster)).hasSize(2).doesNotContainAnyElementsOf(before);
		assertThat(cluster.workers()).extracting(View.Worker::release).containsOnly(first);
		JsonNode further = rollback();
		assertThat(further.path("state").asString()).as(further.toString()).isEqualTo("failed");
		assertThat(further.path("reason").asString())
			.isEqualTo("there is no release before " + first + " to go back to");
		assertThat(cluster.view().history()).hasSize(3)
			.startsWith(new View.Passed(reload.release(), "done", ""), new View.Passed(first, "done", ""));
		assertThat(cluster.view().release()).isEqualTo(first).isNotEqualTo(reload.release());
		assertNoneFailed(load.end());
	}

	private static JsonNode rollback() throws IOException {
		JsonNode wish = new CommandSocket(directory.resolve("run")).wish("rollback");
		cluster.run().children();
		return wish;
	}

	private static void assertNoneFailed(Tally tally) {
		assertThat(tally.failures()).as(tally.toString()).isEmpty();
		assertThat(tally.good()).isPositive();
	}

	private static Set<String> names(Cluster cluster) throws IOException {
		return cluster.workers().stream().map(View.Worker::toString).collect(Collectors.toSet());
	}

}
