package io.bootcluster.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.bootcluster.endtoend.harness.AppJar;
import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.CommandSocket;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Load;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.Signal;
import io.bootcluster.endtoend.harness.Tally;
import io.bootcluster.endtoend.harness.View;
import io.bootcluster.endtoend.harness.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A new primary takes over from the one that runs, and nobody notices. Sessions live in a
 * Redis that the primary runs.
 */
class UpgradeTests {

	@TempDir
	private static Path directory;

	private static AppJar jar;

	private static Cluster cluster;

	@BeforeAll
	static void start() throws IOException {
		jar = new AppJar(directory.resolve("app.jar"));
		cluster = Launch.jar(jar.path())
			.workers(2)
			.with("--bootcluster.session.redis=own", "--bootcluster.directory=" + directory.resolve("run"),
					"--bootcluster.worker.start-timeout=300s")
			.serving();
	}

	/** TERM to whoever is the primary by now leaves nothing behind. */
	@AfterAll
	static void stop() throws IOException {
		ProcessHandle last = primary();
		try (Cluster stopped = cluster) {
			stopped.run().children();
			Signal.TERM.send(last.pid());
			Cluster.awaitExit(last, Duration.ofSeconds(60));
			stopped.run().awaitNoProcess(Duration.ofSeconds(15));
		}
		assertThat(directory.resolve("run")).isEmptyDirectory();
	}

	@Test
	void upgradeUnderLoadFailsNoRequestAndKeepsSessions() throws IOException {
		ProcessHandle before = primary();
		String release = cluster.view().release();
		Visitor visitor = new Visitor(cluster.client());
		visitor.visit();
		jar.replace("next");
		try (Load gets = Load.begin(cluster.port(), Request.get("/api/whoami"), 100);
				Load posts = Load.begin(cluster.port(), Request.post("/api/echo", "x".repeat(2000)), 100)) {
			JsonNode wish = wish();
			assertThat(wish.path("state").asString()).as(wish.toString()).isEqualTo("done");
			cluster.run().children();
			visitor.visit();
			Cluster.awaitExit(before, Duration.ofSeconds(60));
			visitor.visit();
			assertNoneFailed(gets.end());
			assertNoneFailed(posts.end());
		}
		View view = cluster.view();
		assertThat(primary().pid()).isNotEqualTo(before.pid());
		assertThat(view.release()).isNotEqualTo(release);
		assertThat(view.serving().filter(View.Worker::isOpen)).hasSize(2);
	}

	@Test
	void upgradeToAJarThatDoesNotStartIsGivenUpAndFailsNoRequest() throws IOException {
		ProcessHandle before = primary();
		jar.replaceByOneThatCannotStart();
		try (Load load = Load.begin(cluster.port(), Request.get("/api/whoami"), 100)) {
			assertFailed(wish(), "exited with code 1");
			assertNoneFailed(load.end());
		}
		assertThat(primary()).isEqualTo(before);
		assertThat(cluster.view().serving().filter(View.Worker::isOpen)).hasSize(2);
	}

	@Test
	void upgradeToWhatIsNoJarSaysThatOnlyARestartHelps() throws IOException {
		ProcessHandle before = primary();
		jar.replaceByGarbage();
		assertFailed(wish(), "only be replaced by a restart");
		assertThat(primary()).isEqualTo(before);
	}

	private static JsonNode wish() throws IOException {
		return new CommandSocket(directory.resolve("run")).wish("upgrade");
	}

	private static void assertFailed(JsonNode wish, String reason) {
		assertThat(wish.path("state").asString()).as(wish.toString()).isEqualTo("failed");
		assertThat(wish.path("reason").asString()).contains(reason);
	}

	private static ProcessHandle primary() throws IOException {
		return cluster.workers().get(0).process().parent().orElseThrow();
	}

	private static void assertNoneFailed(Tally tally) {
		assertThat(tally.failures()).as(tally.toString()).isEmpty();
		assertThat(tally.good()).as(tally.toString()).isPositive();
	}

}
