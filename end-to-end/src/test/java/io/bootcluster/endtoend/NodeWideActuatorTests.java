package io.bootcluster.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.bootcluster.endtoend.app.CountingApplication;
import io.bootcluster.endtoend.harness.Answer;
import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.Signal;
import io.bootcluster.endtoend.harness.View;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The actuator of whichever worker is asked speaks for all of them, also where they
 * listen on loopback ports, which refuse whoever does not know the cluster's secret.
 */
class NodeWideActuatorTests {

	private static final String LOGGER = "/actuator/loggers/some.name";

	private static Cluster cluster;

	@BeforeAll
	static void start() {
		cluster = Launch.classPath(CountingApplication.class)
			.workers(3)
			.with("--bootcluster.worker.transport=tcp", "--spring.data.redis.port=1", "--bootcluster.session.redis=off",
					"--management.endpoints.web.exposure.include=*",
					"--management.endpoint.heapdump.access=unrestricted",
					"--management.endpoint.cluster.access=unrestricted")
			.serving();
	}

	@AfterAll
	static void stop() {
		cluster.close();
	}

	@Test
	void levelOfALoggerReachesEveryWorker() throws IOException {
		for (String level : List.of("TRACE", "ERROR")) {
			Answer answer = cluster.client().send(level(level)).ok();
			assertThat(answer.json().path("workers").size()).isEqualTo(3);
			assertThat(answer.field("Bootcluster-Worker").orElseThrow()).matches("(\\d\\.\\d+=done(, )?){3}");
			for (View.Worker worker : cluster.workers()) {
				assertThat(cluster.client().get(LOGGER + "?worker=" + worker.slot()).ok().json().toString())
					.contains("\"configuredLevel\":\"" + level + "\"");
			}
		}
	}

	@Test
	void dumpIsOfTheWorkerThatWasChosen() throws IOException {
		for (View.Worker worker : cluster.workers()) {
			Answer threads = cluster.client().get("/actuator/threaddump?worker=" + worker.slot()).ok();
			assertThat(threads.field("Bootcluster-Worker").orElseThrow())
				.startsWith(worker.slot() + "." + worker.generation() + "; release=");
			assertThat(threads.json().path("threads").size()).isGreaterThan(5);
			assertThat(cluster.client().get("/actuator/env/BOOTCLUSTER_WORKER?worker=" + worker.slot()).status())
				.isEqualTo(200);
		}
		Answer heap = cluster.client().get("/actuator/heapdump?worker=3").ok();
		assertThat(new String(heap.body(), 0, 12, StandardCharsets.US_ASCII)).isEqualTo("JAVA PROFILE");
	}

	@Test
	void workerThatStandsStillIsNamedAndTheOthersObey() throws IOException {
		View.Worker still = cluster.worker(2);
		cluster.client().send(order(2, "drain"));
		await("no request goes to it").atMost(Duration.ofSeconds(20))
			.until(() -> "operator".equals(cluster.worker(2).gate()));
		Signal.STOP.send(still.pid());
		try {
			Answer answer = cluster.client().send(level("WARN"));
			assertThat(answer.status()).isEqualTo(500);
			assertThat(answer.text()).contains("It did not answer within 2000 ms");
			assertThat(answer.field("Bootcluster-Worker").orElseThrow()).contains("2." + still.generation() + "=failed",
					"1.", "3.", "=done");
		}
		finally {
			Signal.CONT.send(still.pid());
			cluster.client().send(order(2, "resume"));
		}
		cluster.awaitAllServing();
	}

	@Test
	void pathOfTheQuestionsIsNotThereForClients() throws IOException {
		for (Map.Entry<String, String> field : Map.of("Bootcluster-Ask", "guessed", "X", "y").entrySet()) {
			assertThat(cluster.client()
				.send(Request.post("/.bootcluster/ask/operation", "{}").with(field.getKey(), field.getValue()))
				.status()).isIn(400, 404);
		}
	}

	private static Request order(int slot, String action) {
		return Request.post("/actuator/cluster/" + slot, "{\"action\":\"" + action + "\"}")
			.with("Content-Type", "application/json");
	}

	private static Request level(String level) {
		return Request.post(LOGGER, "{\"configuredLevel\":\"" + level + "\"}").with("Content-Type", "application/json");
	}

}
