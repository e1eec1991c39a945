package io.bootcluster.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.bootcluster.endtoend.app.CountingApplication;
import io.bootcluster.endtoend.harness.Answer;
import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.RedisServer;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.View;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What may not be repeated is not repeated: counted in Redis by an application that is
 * started from the class path.
 */
class InFlightPostTests {

	private static final int POSTS = 40;

	/**
	 * So long that the first still runs when the last one does, also on a busy machine.
	 */
	private static final Duration TAKES = Duration.ofSeconds(8);

	@Test
	void onlyPostsOfTheKilledWorkerGet502AndNoneRunsTwice() throws IOException {
		try (RedisServer redis = new RedisServer();
				Cluster cluster = Launch.classPath(CountingApplication.class)
					.redis(redis)
					.workers(2)
					.with("--management.endpoints.web.exposure.include=cluster")
					.serving()) {
			View.Worker victim = cluster.worker(1);
			List<CompletableFuture<Answer>> posts = new ArrayList<>();
			for (int i = 0; i < POSTS; i++) {
				posts.add(cluster.client().sendLater(Request.post("/runs/" + i + "?millis=" + TAKES.toMillis())));
			}
			await("all run").atMost(Duration.ofSeconds(30)).until(() -> runs(redis).stream().allMatch("1"::equals));
			int atVictim = inFlight(cluster, victim);
			cluster.kill(victim);
			List<Integer> statuses = posts.stream().map((post) -> post.join().status()).toList();
			assertThat(runs(redis)).as("no request ran twice").containsOnly("1");
			assertThat(statuses).containsOnly(200, 502);
			assertThat(statuses.stream().filter((status) -> status == 502)).hasSize(atVictim);
			cluster.awaitReplaced(victim, Duration.ofSeconds(60));
		}
	}

	private static int inFlight(Cluster cluster, View.Worker worker) {
		return await("the view counts them").atMost(TAKES).ignoreExceptions().until(() -> {
			List<View.Worker> workers = cluster.workers();
			// One more, and the question itself is counted where it is answered.
			return (workers.stream().mapToInt(InFlightPostTests::inFlight).sum() == POSTS) ? workers.stream()
				.filter((each) -> each.slot() == worker.slot())
				.mapToInt(InFlightPostTests::inFlight)
				.sum() : -1;
		}, (count) -> count > 0);
	}

	private static int inFlight(View.Worker worker) {
		return worker.json().path("inFlight").asInt();
	}

	private static List<String> runs(RedisServer redis) {
		List<String> runs = new ArrayList<>();
		for (int i = 0; i < POSTS; i++) {
			runs.add(redis.command("GET runs:" + i));
		}
		return runs;
	}

}
