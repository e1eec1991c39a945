package io.bootcluster.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.bootcluster.endtoend.harness.Answer;
import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.View;
import io.bootcluster.endtoend.witness.WitnessApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Whoever meets a failure of ours is told: the client in the form that it reads, the
 * operator in the log, the application by events.
 */
class FailureAnswersTests {

	private static final Duration RESTART = Duration.ofSeconds(90);

	private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

	private static Cluster cluster;

	@BeforeAll
	static void start() {
		cluster = Launch.classPath(WitnessApplication.class)
			.workers(2)
			.with("--bootcluster.dispatcher.hold-timeout=300ms", "--management.endpoints.web.exposure.include=*",
					"--spring.web.resources.static-locations=classpath:/io/bootcluster/endtoend/witness/")
			.serving();
	}

	@AfterAll
	static void stop() {
		cluster.close();
	}

	@BeforeEach
	void awaitAll() {
		cluster.awaitAllServing();
	}

	@Test
	void postWhoseWorkerIsKilledGetsPageOrProblemAndTheLogNamesTheWorker() throws Exception {
		for (String accept : new String[] { BROWSER, "application/json" }) {
			View.Worker victim = cluster.worker(2);
			CompletableFuture<Answer> first = post(accept);
			CompletableFuture<Answer> second = post(accept);
			cluster.awaitInFlight(2);
			cluster.kill(victim);
			Answer failed = ((Answer) CompletableFuture.anyOf(first, second).join());
			assertThat(failed.status()).isEqualTo(502);
			assertThat(failed.field("Content-Type"))
				.hasValue(accept.equals(BROWSER) ? "text/html;charset=UTF-8" : "application/problem+json");
			assertThat(failed.text()).contains("Bad Gateway").contains("The worker gave no answer.");
			assertThat(cluster.output()
				.awaitMatching("Answered 502 to 'POST /slow\\?millis=4000 HTTP/1\\.1' from worker-" + victim.slot()
						+ "\\." + victim.generation() + ": .+"))
				.hasSize(1);
			cluster.awaitReplaced(victim, RESTART);
		}
	}

	private static CompletableFuture<Answer> post(String accept) {
		return cluster.client().sendLater(Request.post("/slow?millis=4000").with("Accept", accept));
	}

	@Test
	void getThatNoWorkerCanTakeGetsTheApplicationsPageOrProblem() throws IOException {
		for (View.Worker worker : cluster.workers()) {
			cluster.kill(worker);
		}
		Answer page = cluster.client().send(Request.get("/heard").with("Accept", BROWSER));
		Answer problem = cluster.client().get("/heard");
		assertThat(page.status()).isEqualTo(503);
		assertThat(page.text()).contains("The witness will be back soon.");
		assertThat(problem.status()).isEqualTo(503);
		assertThat(problem.field("Retry-After")).hasValue("1");
		assertThat(problem.json().path("status").asInt()).isEqualTo(503);
		assertThat(problem.json().path("detail").asString()).isNotEmpty();
		cluster.output().awaitMatching("Answered 50[23] to 'GET /heard HTTP/1\\.1'.*: .+");
	}

	@Test
	void deathOfAWorkerIsOneLineInTheLogAndHeardOfByTheOthers() throws IOException {
		View.Worker victim = cluster.worker(1);
		cluster.kill(victim);
		String exited = "worker.exited " + victim.slot() + "." + victim.generation();
		await("the other hears").atMost(Duration.ofSeconds(30))
			.ignoreExceptions()
			.until(() -> heardBy(2).toString().contains(exited));
		assertThat(cluster.output()
			.awaitMatching(
					"event=worker\\.exited worker=" + victim + " code=137 meaning=\"killed by signal 9 \\(KILL\\)\"$"))
			.hasSize(1);
		cluster.awaitReplaced(victim, RESTART);
		String next = victim.slot() + "." + (victim.generation() + 1);
		await("it serves").atMost(Duration.ofSeconds(30))
			.ignoreExceptions()
			.until(() -> heardBy(2).toString().contains("worker.serving " + next));
		assertThat(cluster.output().awaitMatching("event=worker\\.serving worker=" + next + " ")).hasSize(1);
		assertThat(heardBy(1).toString()).as("the past is no news").doesNotContain(exited);
	}

	private static JsonNode heardBy(int slot) throws IOException {
		for (int tries = 0; tries < 20; tries++) {
			JsonNode heard = cluster.client().get("/heard").ok().json();
			if (heard.path("worker").asInt() == slot) {
				return heard.path("events");
			}
		}
		throw new AssertionError("worker " + slot + " does not answer");
	}

}
