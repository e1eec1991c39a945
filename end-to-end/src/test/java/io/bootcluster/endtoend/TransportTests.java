package io.bootcluster.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.bootcluster.endtoend.harness.Client;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Listeners;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.Run;
import io.bootcluster.endtoend.harness.Signal;
import io.bootcluster.endtoend.harness.View;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Workers that listen on loopback ports, where anybody on the machine could knock, and an
 * actuator with a port of its own.
 */
class TransportTests {

	private static final int MANAGEMENT = Launch.freePort();

	private static Run run;

	@BeforeAll
	static void start() {
		run = Launch.sample()
			.workers(2)
			.with("--bootcluster.worker.transport=tcp", "--management.server.port=" + MANAGEMENT)
			.start();
		await("all workers serve").atMost(Duration.ofSeconds(180))
			.ignoreExceptions()
			.until(() -> serving().size() == 2 || !run.isAlive());
		assertThat(run.isAlive()).as(() -> run.output().toString()).isTrue();
		run.children();
	}

	@AfterAll
	static void stop() {
		run.close();
	}

	private static View view() throws IOException {
		return new View(new Client(MANAGEMENT).get("/actuator/cluster").ok().json());
	}

	private static List<View.Worker> serving() throws IOException {
		return view().serving().filter(View.Worker::isOpen).toList();
	}

	@Test
	void applicationSeesItsClientAndNothingOfOurs() throws IOException {
		JsonNode seen = run.client()
			.send(Request.get("/api/headers").with("Bootcluster-Client", "a=203.0.113.9;p=1;s=https;k=guessed"))
			.ok()
			.json();
		assertThat(seen.toString()).doesNotContainIgnoringCase("bootcluster").doesNotContain("203.0.113.9");
		assertThat(seen.path("remoteAddress").asString()).isEqualTo("127.0.0.1");
		assertThat(seen.path("scheme").asString()).isEqualTo("http");
		assertThat(seen.path("remotePort").asInt()).isPositive().isNotIn(workerPorts(serving()));
	}

	@Test
	void workersRefuseWhoeverDoesNotKnowTheSecret() throws IOException {
		List<Integer> ports = workerPorts(serving());
		assertThat(ports).as("two listeners a worker").hasSize(4);
		for (int port : ports) {
			for (String path : List.of("/api/whoami", "/actuator/cluster", "/.bootcluster/health/liveness")) {
				Request request = Request.get(path);
				assertThat(new Client(port).send(request).status()).isEqualTo(403);
				assertThat(new Client(port).send(request.with("Bootcluster-Client", "a=127.0.0.1;p=1;s=http;k=guessed"))
					.status()).isEqualTo(403);
			}
		}
	}

	@Test
	void actuatorIsOnItsOwnPortOnlyAndProbesOnNone() throws IOException {
		assertThat(run.client().get("/actuator/cluster").status()).isEqualTo(404);
		assertThat(new Client(MANAGEMENT).get("/api/whoami").status()).isEqualTo(404);
		assertThat(run.client().get("/.bootcluster/health/liveness").status()).isEqualTo(404);
		assertThat(new Client(MANAGEMENT).get("/.bootcluster/health/liveness").status()).isEqualTo(404);
	}

	@Test
	void killedWorkerIsReplacedAndNobodyNotices() throws IOException {
		View.Worker killed = serving().get(0);
		Signal.KILL.send(killed.pid());
		await("the slot serves again").atMost(Duration.ofSeconds(60)).until(() -> {
			run.client().get("/api/whoami").ok();
			return serving().stream()
				.anyMatch((worker) -> worker.slot() == killed.slot() && worker.generation() > killed.generation());
		});
		run.children();
	}

	private static List<Integer> workerPorts(List<View.Worker> workers) {
		return workers.stream().flatMap((worker) -> Listeners.ports(worker.pid()).stream()).toList();
	}

}
