package io.bootcluster.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.bootcluster.endtoend.harness.Answer;
import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Deadline;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.SharedCluster;
import io.bootcluster.endtoend.harness.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a worker that hangs was doing can be read after it was killed.
 */
@ExtendWith(SharedCluster.class)
class PostMortemTests {

	private static final Duration REPLACED = Duration.ofSeconds(30);

	@Test
	void deadlockedWorkerLeavesItsThreadsHeapLogAndRequests(Cluster cluster) throws IOException {
		List<CompletableFuture<Answer>> slow = new ArrayList<>();
		for (int i = 0; i < 4 * cluster.workers().size(); i++) {
			slow.add(cluster.client().sendLater(Request.get("/api/slow?millis=12000&token=secret")));
		}
		await("every worker has a request").atMost(Duration.ofSeconds(30))
			.until(() -> cluster.workers().stream().allMatch(PostMortemTests::isBusy));
		int slot = cluster.client().post("/api/chaos/deadlock").json().path("worker").asInt();
		View.Worker victim = cluster.worker(slot);
		cluster.awaitReplaced(victim, Deadline.thrice(REPLACED));
		slow.forEach((answer) -> answer.handle((done, ex) -> true).join());
		Path kept = kept(cluster, victim);
		// What comes after these may fall short on a busy machine.
		assertThat(kept.resolve("about.txt")).content().contains("deadlock");
		assertThat(kept.resolve("threads-1.txt")).content()
			.contains("chaos-deadlock-left", "Found one Java-level deadlock");
		assertThat(kept.resolve("log.txt")).isNotEmptyFile();
		assertThat(kept.resolve("requests.txt")).content().contains("GET /api/slow").doesNotContain("secret");
		assertThat(kept.resolve("beats.txt")).content().contains("deadlocked=true");
		assertThat(kept.resolve("view.json")).content().contains("\"pid\" : " + victim.pid());
	}

	@Test
	void stoppedWorkerLeavesWhatThePrimaryKnowsOfIt(Cluster cluster) throws IOException {
		int slot = cluster.client().post("/api/chaos/hang").json().path("worker").asInt();
		View.Worker victim = cluster.worker(slot);
		cluster.awaitReplaced(victim, Deadline.thrice(REPLACED));
		Path kept = kept(cluster, victim);
		assertThat(kept.resolve("about.txt")).content().contains("the process is stopped");
		assertThat(kept.resolve("log.txt")).isNotEmptyFile();
		assertThat(kept.resolve("beats.txt")).isNotEmptyFile();
	}

	/** More than the request that asks. */
	private static boolean isBusy(View.Worker worker) {
		return worker.json().path("inFlight").asInt() > 1;
	}

	/** The view tells where, and that is the user's cache. */
	private static Path kept(Cluster cluster, View.Worker victim) throws IOException {
		Path kept = cluster.view()
			.json()
			.path("postMortems")
			.valueStream()
			.filter((each) -> each.path("worker").asString().equals(victim.toString()))
			.map((each) -> Path.of(each.path("path").asString()))
			.reduce((first, second) -> second)
			.orElseThrow(() -> new AssertionError("No post-mortem of " + victim));
		assertThat(kept).startsWith(Launch.cache().resolve("bootcluster").resolve("post-mortems").toAbsolutePath());
		return kept;
	}

}
