package io.bootcluster.endtoend;

import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Load;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.Signal;
import io.bootcluster.endtoend.harness.Tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * More workers and fewer, and nobody notices.
 */
class ScalingTests {

	private static final Duration BOUND = Duration.ofSeconds(120);

	@Test
	void scalingFromTwoToFiveToOneUnderLoadFailsNoRequest() throws IOException {
		try (Cluster cluster = Launch.sample().workers(2).with("--bootcluster.worker.memory=128MB").serving()) {
			Load load = Load.begin(cluster.port(), Request.get("/api/whoami"), 200);
			Load posts = Load.begin(cluster.port(), Request.post("/api/echo", "body"), 50);
			scale(cluster, Signal.TTIN, 3);
			awaitServing(cluster, 5);
			scale(cluster, Signal.TTOU, 4);
			awaitServing(cluster, 1);
			assertThat(cluster.workers()).singleElement()
				.satisfies((worker) -> assertThat(worker.slot()).as("the oldest").isLessThanOrEqualTo(2));
			Tally tally = load.end();
			assertThat(tally.failures()).as(tally.toString()).isEmpty();
			assertThat(posts.end().failures()).as(posts.tally().toString()).isEmpty();
			scale(cluster, Signal.TTIN, 1);
			awaitServing(cluster, 2);
		}
	}

	@Test
	void scalingBeyondMemoryIsRefusedWithTheFigures() throws IOException {
		try (Cluster cluster = Launch.sample().workers(1).serving()) {
			scale(cluster, Signal.TTIN, 2);
			await("refusal").atMost(BOUND)
				.until(() -> !cluster.output()
					.matching("3 workers do not fit, at most 2 do: each takes a heap")
					.isEmpty());
			awaitServing(cluster, 2);
		}
	}

	/**
	 * A signal that is pending already is not delivered twice, so each is waited for.
	 */
	private static void scale(Cluster cluster, Signal signal, int times) {
		for (int i = 0; i < times; i++) {
			int heard = cluster.output().matching("Scaling by").size();
			cluster.run().signal(signal);
			await("signal is heard").atMost(BOUND).until(() -> cluster.output().matching("Scaling by").size() > heard);
		}
	}

	private static void awaitServing(Cluster cluster, int workers) {
		await(workers + " workers").atMost(BOUND)
			.ignoreExceptions()
			.until(() -> cluster.workers().size() == workers && cluster.view().workers().count() == workers);
		cluster.run().children();
	}

}
