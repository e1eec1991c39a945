package io.bootcluster.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.bootcluster.endtoend.app.TroubleConfiguration;
import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Load;
import io.bootcluster.endtoend.harness.ReleaseJar;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.Tally;
import io.bootcluster.endtoend.harness.View;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A bad release is withdrawn by itself, and nobody who asks the old one notices.
 */
class BadReleaseTests {

	private static final int RATE = 100;

	private static final Duration START = Duration.ofSeconds(30);

	private static final Duration BOUND = Duration.ofSeconds(120);

	@TempDir
	private static Path directory;

	private static ReleaseJar jar;

	private static Cluster cluster;

	private List<String> workers;

	private String release;

	@BeforeAll
	static void start() throws IOException {
		jar = new ReleaseJar(directory);
		cluster = Launch.jar(jar.path())
			.workers(2)
			.with("--bootcluster.worker.memory=160MB", "--bootcluster.worker.start-timeout=" + START.toSeconds() + "s",
					"--bootcluster.reload.smoke-path=/index.html", "--bootcluster.reload.bake-time=4s")
			.serving();
	}

	@AfterAll
	static void stop() {
		cluster.close();
	}

	@BeforeEach
	void look() throws IOException {
		cluster.awaitAllServing();
		this.workers = names();
		this.release = cluster.view().release();
	}

	@AfterEach
	void oldReleaseServesOn() throws IOException {
		assertThat(cluster.view().release()).isEqualTo(this.release);
		assertThat(cluster.workers()).allMatch((worker) -> worker.release().equals(this.release));
	}

	private static List<String> names() throws IOException {
		return cluster.workers().stream().map(View.Worker::toString).toList();
	}

	@Test
	void releaseThatCrashesIsWithdrawnWithItsOwnFailureAnalysis() throws IOException {
		jar.put("spring.mvc.async.request-timeout=nonsense");
		assertThat(withdrawnUnnoticed()).contains(
				"never served: exit code 1; Failed to bind properties under" + " 'spring.mvc.async.request-timeout'",
				"Action: ");
	}

	@Test
	void releaseThatIsNeverReadyIsWithdrawn() throws IOException {
		jar.put("management.endpoint.health.group.readiness.include=readinessState,diskSpace",
				"management.health.diskspace.threshold=1000000TB");
		assertThat(withdrawnUnnoticed()).contains("was not ready within " + START.toSeconds() + " s", "diskSpace");
	}

	@Test
	void releaseThatFailsItsSmokePathIsWithdrawnBeforeItGetsARequest() throws IOException {
		jar.put("spring.web.resources.add-mappings=false");
		assertThat(withdrawnUnnoticed()).contains("answered /index.html with 404");
	}

	@Test
	void releaseThatErrsInItsBakeIsWithdrawnAndAllErrorsAreItsOwn() throws IOException {
		jar.put("trouble=errors");
		Load load = Load.begin(cluster.port(), Request.get("/api/whoami"), RATE);
		String reason = withdrawn();
		Tally tally = load.end();
		assertThat(reason).contains("requests with server errors in its bake");
		assertThat(tally.count("500")).as(tally.toString()).isBetween(1L, tally.good());
		assertThat(tally.failures()).allMatch((failure) -> failure.contains(TroubleConfiguration.WORDS));
	}

	@Test
	void releaseThatIsNoJarIsWithdrawn() throws IOException {
		jar.putGarbage();
		assertThat(withdrawnUnnoticed()).contains(jar.path().getFileName().toString());
	}

	@Test
	void releaseWhoseSecondWorkerDiesIsBroughtBackInTheFirstSlotToo() throws IOException {
		jar.put("trouble=second-worker");
		Load load = Load.begin(cluster.port(), Request.get("/api/whoami"), RATE);
		assertThat(withdrawn()).startsWith("worker-2.").endsWith("only one of us can be");
		await("old release everywhere").atMost(BOUND)
			.ignoreExceptions()
			.until(() -> cluster.workers().size() == 2
					&& cluster.workers().stream().allMatch((worker) -> worker.release().equals(this.release)));
		Tally tally = load.end();
		assertThat(tally.failures()).as(tally.toString()).isEmpty();
		assertThat(names()).as("of which only the first had been replaced")
			.doesNotContain(this.workers.get(0))
			.contains(this.workers.get(1));
	}

	private String withdrawnUnnoticed() throws IOException {
		Load load = Load.begin(cluster.port(), Request.get("/api/whoami"), RATE);
		String reason = withdrawn();
		Tally tally = load.end();
		assertThat(names()).isEqualTo(this.workers);
		assertThat(tally.failures()).as(tally.toString()).isEmpty();
		assertThat(tally.good()).isPositive();
		return reason;
	}

	private static String withdrawn() throws IOException {
		View.Passed passed = cluster.reload(BOUND);
		assertThat(passed.state()).as(passed.toString()).isEqualTo("withdrawn");
		return passed.reason();
	}

}
