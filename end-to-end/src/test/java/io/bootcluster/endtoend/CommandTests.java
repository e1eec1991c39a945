package io.bootcluster.endtoend;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.bootcluster.endtoend.harness.Answer;
import io.bootcluster.endtoend.harness.Client;
import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Command;
import io.bootcluster.endtoend.harness.Deadline;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Load;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.Tally;
import io.bootcluster.endtoend.harness.View;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * An operator types what is wanted, and is told what came of it.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommandTests {

	private static final String RELOAD = "{\"action\":\"reload\"}";

	@TempDir
	private static Path directory;

	private static Cluster cluster;

	@BeforeAll
	static void start() {
		cluster = Launch.sample()
			.workers(2)
			.with("--management.endpoint.cluster.access=unrestricted",
					"--spring.config.additional-location=optional:" + settings().toUri())
			.serving();
	}

	@AfterAll
	static void close() {
		cluster.close();
	}

	@Test
	void statusShowsEveryWorkerWithinThreeSeconds() throws IOException {
		Command status = succeed("status");
		Deadline.check("status", status.took(), Duration.ofSeconds(3));
		assertThat(status.err()).isEmpty();
		assertThat(status.out()).startsWith("node      ");
		assertThat(cluster.workers()).hasSize(2)
			.allSatisfy((worker) -> assertThat(status.out()).containsPattern(
					"(?m)^%d +%d +%d +serving +open ".formatted(worker.slot(), worker.generation(), worker.pid())));
	}

	@Test
	void statusAsJsonIsWhatTheActuatorShows() throws IOException {
		JsonNode json = new JsonMapper().readTree(succeed("status --json").out());
		assertThat(json.propertyNames()).containsExactlyElementsOf(cluster.view().json().propertyNames());
		assertThat(json.path("node").path("startedAt")).isEqualTo(cluster.view().json().path("node").path("startedAt"));
		assertThat(new View(json).serving().map(View.Worker::pid))
			.containsExactlyElementsOf(cluster.workers().stream().map(View.Worker::pid).toList());
	}

	@Test
	void restartWaitsForTheNextLifeAndFailsNoRequest() throws IOException {
		View.Worker before = cluster.worker(1);
		try (Load load = Load.begin(cluster.port(), Request.post("/api/echo", "x"), 100)) {
			Command restart = succeed("restart 1 --wait");
			assertThat(restart.out()).contains(": restart 1")
				.contains("worker-1." + (before.generation() + 1) + " serving")
				.containsPattern("command-\\d+: done\\s+$");
			assertNoFailure(load.end());
		}
		assertThat(cluster.worker(1).generation()).isEqualTo(before.generation() + 1);
		cluster.awaitAllServing();
	}

	@Test
	void scaleWaitsUntilAsManyServe() throws IOException {
		succeed("scale 1 --wait");
		assertThat(cluster.workers()).hasSize(1);
		Command back = succeed("scale 2 --wait --json");
		JsonNode json = new JsonMapper().readTree(back.out());
		assertThat(json.path("wish").asString()).isEqualTo("scale 2");
		assertThat(json.path("state").asString()).isEqualTo("done");
		assertThat(cluster.workers()).hasSize(2);
	}

	@Test
	void reloadEndsWithItsOutcome() throws IOException {
		List<View.Worker> before = cluster.workers();
		succeed("reload --wait");
		assertThat(cluster.workers()).hasSize(2)
			.allSatisfy((worker) -> assertThat(before).noneMatch((old) -> old.pid() == worker.pid()));
		cluster.awaitAllServing();
	}

	@Test
	void restartReadsSettingsAnewAndSaysWhichNeedOneOfThePrimary() throws IOException {
		assertThat(cluster.view().restartNeeded()).as("nothing changed").isEmpty();
		Files.writeString(settings(), "bootcluster.dispatcher.idle-timeout=76s");
		succeed("restart 1 --wait");
		await("named").atMost(Duration.ofSeconds(10))
			.until(() -> cluster.view().restartNeeded().equals(List.of("bootcluster.dispatcher.idle-timeout")));
		assertThat(succeed("status").out())
			.contains("settings  only a restart of the primary changes bootcluster.dispatcher.idle-timeout");
		Files.delete(settings());
		succeed("restart 1 --wait");
		await("as it was").atMost(Duration.ofSeconds(10)).until(() -> cluster.view().restartNeeded().isEmpty());
		cluster.awaitAllServing();
	}

	private static Path settings() {
		return directory.resolve("settings.properties");
	}

	@Test
	void drainAndResumeFailNoRequest() throws IOException {
		try (Load load = Load.begin(cluster.port(), Request.post("/api/echo", "x"), 100)) {
			succeed("drain 1 --wait");
			assertThat(cluster.worker(1).gate()).isEqualTo("operator");
			Command other = type("drain 2 --wait");
			assertThat(other.exitCode()).isEqualTo(1);
			assertThat(other.err()).isEqualTo("drain 2 failed: no other worker would take requests\n");
			succeed("resume 1 --wait");
			assertThat(cluster.worker(1).isOpen()).isTrue();
			assertNoFailure(load.end());
		}
	}

	@Test
	void logsAreWhatWorkersWrote() {
		assertThat(succeed("logs").out()).contains("[worker-1.1] ").contains("[worker-2.1] ");
		assertThat(succeed("logs --worker 2").out()).contains("[worker-2.1] ").doesNotContain("[worker-1.");
	}

	@Test
	void wrongCommandEndsAtOnceWithTwo() {
		Command wrong = type("relaod");
		assertThat(wrong.exitCode()).isEqualTo(2);
		assertThat(wrong.out()).isEmpty();
		assertThat(wrong.err()).contains("relaod").contains("reload").doesNotContain("Exception");
	}

	@Test
	void commandWhereNothingRunsSaysSo(@TempDir Path empty) {
		Command lost = Command.type(Launch.sampleJar(), "status", "--bootcluster.directory=" + empty);
		assertThat(lost.exitCode()).isEqualTo(1);
		assertThat(lost.out()).isEmpty();
		assertThat(lost.err()).startsWith("No primary of " + Launch.sampleJar() + " runs here")
			.contains("bootcluster.directory");
		assertThat(empty).isEmptyDirectory();
	}

	@Test
	void checkSaysWhatWouldStartOrWhyNot() {
		Command good = type("check");
		assertThat(good.exitCode()).as(good.err()).isZero();
		assertThat(good.out()).startsWith("ok: ").contains("workers on port " + cluster.port());
		Command bad = Command.type(Launch.sampleJar(), "check", "--bootcluster.wrokers=3");
		assertThat(bad.exitCode()).isEqualTo(1);
		assertThat(bad.out()).isEmpty();
		assertThat(bad.err()).contains("APPLICATION FAILED TO START").contains("bootcluster.wrokers");
	}

	@Test
	void actuatorTakesWishesToo() throws IOException {
		assertThat(cluster.client().send(Request.post("/actuator/cluster", RELOAD)).status())
			.as("the application's own security applies")
			.isEqualTo(403);
		Answer drain = post("/actuator/cluster/2", "{\"action\":\"drain\"}");
		assertThat(drain.status()).isEqualTo(202);
		String id = drain.json().path("id").asString();
		assertThat(id).matches("[12]\\.\\d+-\\d+");
		await("drained").atMost(Duration.ofSeconds(30)).until(() -> outcome(id).equals("done"));
		assertThat(post("/actuator/cluster/2", "{\"action\":\"resume\"}").status()).isEqualTo(202);
		cluster.awaitAllServing();
		Answer wrong = post("/actuator/cluster", "{\"action\":\"scale\",\"workers\":0}");
		assertThat(wrong.status()).isEqualTo(400);
		assertThat(wrong.json().path("error").asString()).isEqualTo("scale takes a number from 1 to 1000");
		assertThat(post("/actuator/cluster", "{\"action\":\"scale\",\"workers\":\"many\"}").status()).isEqualTo(400);
		assertThat(post("/actuator/cluster/first", "{\"action\":\"drain\"}").status()).isEqualTo(400);
	}

	@Test
	@Order(Integer.MAX_VALUE)
	void stopWaitsForTheEnd() {
		succeed("stop --wait");
		assertThat(cluster.run().exitCode(Duration.ofSeconds(30))).isZero();
	}

	private static String outcome(String id) throws IOException {
		for (JsonNode wish : cluster.view().json().path("wishes")) {
			if (wish.path("id").asString().equals(id)) {
				return wish.path("state").asString();
			}
		}
		return "";
	}

	private static Answer post(String path, String json) throws IOException {
		Client client = cluster.client();
		String form = "username=user&password=password&_csrf="
				+ URLEncoder.encode(token(client), StandardCharsets.UTF_8);
		client.send(Request.post("/login", form).with("Content-Type", "application/x-www-form-urlencoded"));
		return client.send(
				Request.post(path, json).with("Content-Type", "application/json").with("X-CSRF-TOKEN", token(client)));
	}

	private static String token(Client client) throws IOException {
		Matcher token = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(client.get("/login").text());
		assertThat(token.find()).isTrue();
		return token.group(1);
	}

	private static void assertNoFailure(Tally tally) {
		assertThat(tally.failures()).as(tally.toString()).isEmpty();
	}

	private static Command succeed(String text) {
		Command command = type(text);
		assertThat(command.exitCode()).as(command.toString()).isZero();
		return command;
	}

	private static Command type(String text) {
		return Command.type(cluster, text);
	}

}
