package io.bootcluster.endtoend;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;

import io.bootcluster.endtoend.harness.Answer;
import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Command;
import io.bootcluster.endtoend.harness.Connection;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.Signal;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A node that is to leave says so before it refuses anything.
 */
class NodeDrainTests {

	private static final Log logger = LogFactory.getLog(NodeDrainTests.class);

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final Duration DELAY = Duration.ofSeconds(4);

	private static final Request WHOAMI = Request.get("/api/whoami");

	@Test
	void drainingNodeAnswersEverybodyUntilBalancersHadTimeToNotice() throws IOException {
		try (Cluster cluster = serving(DELAY)) {
			drainIsToldAndUndone(cluster);
			long start = System.nanoTime();
			cluster.run().signal(Signal.TERM);
			await("balancers are told").atMost(PATIENCE).until(() -> health(cluster) == 503);
			Duration told = since(start);
			int answered = 0;
			Duration refused = Duration.ZERO;
			while (refused.isZero()) {
				try {
					assertThat(cluster.client().send(WHOAMI).status()).isEqualTo(200);
					answered++;
				}
				catch (ConnectException ex) {
					refused = since(start);
				}
			}
			logger.info(("Stop with a drain delay of %d ms: told after %d ms, %d requests answered on new"
					+ " connections, first refused after %d ms")
				.formatted(DELAY.toMillis(), told.toMillis(), answered, refused.toMillis()));
			assertThat(told).isLessThan(DELAY);
			assertThat(refused).isGreaterThanOrEqualTo(DELAY);
			assertThat(answered).isPositive();
			assertThat(cluster.run().exitCode(PATIENCE)).isZero();
		}
	}

	private static void drainIsToldAndUndone(Cluster cluster) throws IOException {
		assertThat(health(cluster)).isEqualTo(200);
		assertCommand(cluster, "drain --wait");
		await("balancers are told").atMost(PATIENCE).until(() -> health(cluster) == 503);
		Answer health = cluster.client().get("/actuator/health/node");
		assertThat(health.text()).isEqualTo("{\"status\":\"OUT_OF_SERVICE\"}");
		assertThat(cluster.client().get("/actuator/health").status()).isEqualTo(200);
		try (Connection kept = cluster.client().connect()) {
			Answer answer = kept.exchange(WHOAMI);
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.field("connection")).hasValue("close");
			assertThat(kept.isReusable()).isFalse();
		}
		assertCommand(cluster, "resume --wait");
		await("balancers are told").atMost(PATIENCE).until(() -> health(cluster) == 200);
		try (Connection kept = cluster.client().connect()) {
			assertThat(kept.exchange(WHOAMI).field("connection")).isEmpty();
			assertThat(kept.exchange(WHOAMI).status()).isEqualTo(200);
		}
	}

	@Test
	void secondSignalEndsTheWait() {
		try (Cluster cluster = serving(Duration.ofMinutes(10))) {
			cluster.run().signal(Signal.TERM);
			await("balancers are told").atMost(PATIENCE).until(() -> health(cluster) == 503);
			cluster.run().signal(Signal.TERM);
			assertThat(cluster.run().exitCode(PATIENCE)).isZero();
			assertThat(cluster.output().toString()).contains("Stopping (TERM)").doesNotContain("Stopping at once");
		}
	}

	private static Cluster serving(Duration delay) {
		return Launch.sample().workers(1).with("--bootcluster.nodes.drain-delay=" + delay.toMillis() + "ms").serving();
	}

	private static int health(Cluster cluster) throws IOException {
		return cluster.client().get("/actuator/health/node").status();
	}

	private static void assertCommand(Cluster cluster, String text) {
		Command command = Command.type(cluster, text);
		assertThat(command.exitCode()).as(command.toString()).isZero();
	}

	private static Duration since(long start) {
		return Duration.ofNanos(System.nanoTime() - start);
	}

}
