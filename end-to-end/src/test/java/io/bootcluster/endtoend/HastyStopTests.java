package io.bootcluster.endtoend;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.bootcluster.endtoend.harness.Answer;
import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.Run;
import io.bootcluster.endtoend.harness.Signal;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Nobody waits for an application that has not even started, or for requests once told
 * twice.
 */
class HastyStopTests {

	/** Shorter than the time after which a worker is killed. */
	private static final Duration SOON = Duration.ofSeconds(8);

	@Test
	void termWhileTheFirstWorkerStartsEndsBothSoon() {
		try (Run run = Launch.sample().workers(2).start()) {
			await("the worker's application starts").atMost(Duration.ofSeconds(60))
				.until(() -> !run.output().matching("^\\[worker-1\\.1\\] .*Starting SampleApplication").isEmpty());
			run.children();
			run.signal(Signal.TERM);
			assertThat(run.exitCode(SOON)).as(() -> run.output().toString()).isZero();
			run.awaitNoProcess(Duration.ofSeconds(10));
			assertThat(run.output().matching("did not exit in time")).isEmpty();
			assertThat(run.output().matching("Started SampleApplication")).isEmpty();
		}
	}

	@Test
	void secondTermCutsWhatIsInFlightAndExitsWithZero() {
		try (Cluster cluster = Launch.sample().workers(1).serving()) {
			CompletableFuture<Answer> slow = cluster.client().sendLater(Request.get("/api/slow?millis=60000"));
			cluster.awaitInFlight(1);
			cluster.run().signal(Signal.TERM);
			await("drains").atMost(SOON).until(() -> !cluster.output().matching("is draining").isEmpty());
			assertThat(cluster.run().isAlive()).as("waits for the request").isTrue();
			cluster.run().signal(Signal.TERM);
			assertThat(cluster.run().exitCode(SOON)).as(() -> cluster.output().toString()).isZero();
			assertThat(slow.join().status()).isEqualTo(502);
			cluster.run().awaitNoProcess(Duration.ofSeconds(10));
		}
	}

}
