package io.bootcluster.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Deadline;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Leak;
import io.bootcluster.endtoend.harness.Load;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.Tally;
import io.bootcluster.endtoend.harness.View;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A worker whose heap fills up is replaced before anybody notices, or leaves its heap
 * behind.
 */
class RecyclingTests {

	private static final int RATE = 200;

	/** Of 32 MB each: most of the old generation of a heap of 256 MB. */
	private static final int LEAKS = 4;

	private static final Duration RECYCLED = Duration.ofSeconds(30);

	@TempDir
	private static Path kept;

	private static Cluster cluster;

	@BeforeAll
	static void start() {
		cluster = Launch.sample()
			.workers(2)
			.with("--spring.profiles.active=plain", "--bootcluster.worker.memory=256MB",
					"--bootcluster.worker.heap-dump=true", "--bootcluster.post-mortem.directory=" + kept,
					"--bootcluster.recycle.heap-share=0.5", "--bootcluster.recycle.settle-time=1s")
			.serving();
	}

	@AfterAll
	static void stop() {
		cluster.close();
	}

	@Test
	void leakingWorkerIsRecycledUnderLoadAndNoRequestFails() throws IOException {
		cluster.awaitAllServing();
		try (Load load = Load.begin(cluster.port(), Request.get("/api/whoami"), RATE)) {
			View.Worker victim = Leak.into(cluster, LEAKS);
			cluster.awaitReplaced(victim, Deadline.thrice(RECYCLED));
			await("the old life has gone").atMost(Deadline.thrice(RECYCLED))
				.untilAsserted(() -> assertThat(
						cluster.worker(victim.slot()).json().path("lastExit").path("meaning").asString())
					.startsWith("recycled: ")
					.contains("of the heap live"));
			Tally tally = load.end();
			assertThat(tally.failures()).as(tally.toString()).isEmpty();
			assertThat(tally.good()).isGreaterThan(RATE);
		}
		cluster.output().awaitMatching(" is recycled once its next life serves");
	}

	@Test
	void workerOutOfMemoryLeavesItsHeap() throws IOException {
		cluster.awaitAllServing();
		int slot = cluster.client().post("/api/chaos/oom").json().path("worker").asInt();
		View.Worker victim = cluster.worker(slot);
		cluster.awaitReplaced(victim, Deadline.thrice(RECYCLED));
		List<String> paths = cluster.view()
			.json()
			.path("postMortems")
			.valueStream()
			.filter((each) -> each.path("worker").asString().equals(victim.toString()))
			.map((each) -> each.path("path").asString())
			.toList();
		assertThat(paths).singleElement().asString().endsWith(".hprof");
		assertThat(kept.resolve(paths.get(0))).isNotEmptyFile();
	}

}
