package io.bootcluster.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.bootcluster.endtoend.harness.Answer;
import io.bootcluster.endtoend.harness.Client;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.Run;
import io.bootcluster.endtoend.harness.TestApp;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Spring Security in front of an application is in front of everything of ours, too:
 * without a login it answers exactly as what the application has itself.
 */
class SecuredEndpointsTests {

	private static final Duration BOUND = Duration.ofSeconds(180);

	private static final List<String> OURS = List.of("/actuator/cluster", "/actuator/cluster/1", "/actuator/clusterui",
			"/actuator/clusterui/data", "/actuator/clusterui/token", "/actuator/clusterui/main.js", "/actuator/nginx",
			"/actuator/prometheus", "/actuator/health", "/actuator/health/node", "/actuator/health/cluster");

	private static final List<String> ANSWERED = List.of("/actuator/cluster", "/actuator/clusterui",
			"/actuator/clusterui/data", "/actuator/clusterui/token", "/actuator/clusterui/main.js",
			"/actuator/prometheus", "/actuator/health", "/actuator/health/node", "/actuator/health/cluster");

	private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

	private static final List<String> ACCEPTED = List.of(BROWSER, "application/json", "*/*");

	private static final String LOGIN = "Basic "
			+ Base64.getEncoder().encodeToString("user:password".getBytes(StandardCharsets.UTF_8));

	@Test
	void nothingOfOursAnswersWithoutALoginAndAllDoesWithOne() throws IOException {
		try (Run run = launch().start()) {
			awaitServing(run.client());
			for (String own : List.of("/own", "/own/part", "/actuator/info")) {
				assertRefusedLike(run.port(), own);
			}
			assertAnsweredWithALogin(run.client());
			assertWritesNeedLoginAndToken(run.port());
			assertThat(run.output().matching("Order of '.*' over the actuator")).as("orders that were heard")
				.singleElement()
				.asString()
				.contains("Order of 'user' over the actuator: action dump");
			assertNothingLiesAhead(run.client());
		}
	}

	@Test
	void nothingOfOursAnswersAtAManagementPortWithoutALogin() throws IOException {
		int port = Launch.freePort();
		try (Run run = launch().with("--management.server.port=" + port).start()) {
			Client management = new Client(port);
			awaitServing(management);
			assertRefusedLike(port, "/actuator/info");
			assertAnsweredWithALogin(management);
			assertNothingLiesAhead(management);
			for (String path : OURS) {
				assertThat(run.client().send(with(Request.get(path), "*/*").with("Authorization", LOGIN)).status())
					.as(path + " at the main port")
					.isEqualTo(404);
			}
		}
	}

	private static Launch launch() {
		return TestApp.SECURED.launch()
			.workers(1)
			.with("--bootcluster.session.redis=off", "--management.endpoints.web.exposure.include=*",
					"--management.endpoint.cluster.access=unrestricted",
					"--management.endpoint.health.show-details=when-authorized");
	}

	private static void awaitServing(Client client) {
		await("it serves").atMost(BOUND)
			.ignoreExceptions()
			.until(() -> client.send(Request.get("/actuator/cluster").with("Authorization", LOGIN)).status() == 200);
	}

	/**
	 * Browsers are sent to the form, others are asked for a password, and what would
	 * write is refused without a token.
	 */
	private static void assertRefusedLike(int port, String own) throws IOException {
		for (String path : OURS) {
			for (String accept : ACCEPTED) {
				assertSame(port, with(Request.get(path), accept), path, with(Request.get(own), accept), own);
				assertSame(port, with(Request.post(path, "{\"action\":\"reload\"}"), accept), path,
						with(Request.post(own, "{\"action\":\"reload\"}"), accept), own);
			}
			assertSame(port, Request.of("DELETE", path), path, Request.of("DELETE", own), own);
			assertSame(port, Request.get(path).with("X-Requested-With", "XMLHttpRequest"), path,
					Request.get(own).with("X-Requested-With", "XMLHttpRequest"), own);
			assertThat(send(port, with(Request.get(path), BROWSER)).status()).isEqualTo(302);
			assertThat(send(port, with(Request.get(path), "application/json")).status()).isEqualTo(401);
			assertThat(send(port, with(Request.post(path), "application/json")).status()).isIn(401, 403);
		}
	}

	private static void assertSame(int port, Request ours, String path, Request own, String ownPath)
			throws IOException {
		assertThat(shape(send(port, ours), path)).as(ours.toString()).isEqualTo(shape(send(port, own), ownPath));
	}

	/**
	 * As somebody who has no cookie yet.
	 */
	private static Answer send(int port, Request request) throws IOException {
		return new Client(port).send(request);
	}

	private static Map<String, Object> shape(Answer answer, String path) {
		Map<String, Object> shape = new TreeMap<>(answer.fields());
		shape.keySet().removeAll(List.of("date", "x-request-id"));
		shape.replaceAll((name, value) -> value.toString().replaceAll("=[0-9A-F]{32}", "="));
		shape.put("body", answer.text().replace(path, "{path}").replaceAll("\"timestamp\":\"[^\"]*\"", ""));
		shape.computeIfPresent("content-length", (name, value) -> "");
		shape.put("status", answer.status());
		return shape;
	}

	private static void assertAnsweredWithALogin(Client client) throws IOException {
		for (String path : ANSWERED) {
			Answer answer = client.send(with(Request.get(path), "*/*").with("Authorization", LOGIN));
			assertThat(answer.status()).as(path + ": " + answer).isEqualTo(200);
		}
		Answer nginx = client.send(Request.get("/actuator/nginx").with("Authorization", LOGIN));
		assertThat(nginx.status()).isEqualTo(503);
		assertThat(nginx.text()).startsWith("No nodes are known");
	}

	private static void assertWritesNeedLoginAndToken(int port) throws IOException {
		Client client = new Client(port);
		Request dump = Request.post("/actuator/cluster/1", "{\"action\":\"dump\"}")
			.with("Content-Type", "application/json");
		logIn(client);
		assertThat(client.send(dump).status()).as("no token").isEqualTo(403);
		String token = client.get("/token").ok().text();
		assertThat(client.send(dump.with("X-CSRF-TOKEN", token)).status()).as("both").isEqualTo(202);
		assertThat(send(port, dump.with("X-CSRF-TOKEN", token)).status()).as("no login").isIn(401, 403);
	}

	/**
	 * As a browser does, with a token that came before the login.
	 */
	private static void logIn(Client client) throws IOException {
		String token = client.send(Request.get("/token").with("Authorization", LOGIN)).ok().text();
		Answer answer = client.send(Request.post("/login", "username=user&password=password")
			.with("Content-Type", "application/x-www-form-urlencoded")
			.with("X-CSRF-TOKEN", token));
		assertThat(answer.field("location")).hasValueSatisfying((place) -> assertThat(place).doesNotContain("error"));
	}

	/**
	 * What workers answer ahead of the application's security, they answer to no client.
	 */
	private static void assertNothingLiesAhead(Client client) throws IOException {
		for (String path : List.of("/.bootcluster/health/liveness", "/.bootcluster/health/readiness",
				"/.bootcluster/ask/prometheus", "/.bootcluster/")) {
			assertThat(client
				.send(Request.get(path)
					.with("Bootcluster-Client", "a=127.0.0.1;p=1;s=http;k=x")
					.with("Bootcluster-Ask", "x"))
				.status()).as(path).isIn(400, 404);
		}
	}

	private static Request with(Request request, String accept) {
		return request.with("Accept", accept);
	}

}
