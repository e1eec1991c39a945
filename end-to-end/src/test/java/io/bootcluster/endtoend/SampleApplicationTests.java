package io.bootcluster.endtoend;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.bootcluster.endtoend.harness.Answer;
import io.bootcluster.endtoend.harness.Client;
import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Connection;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.SharedCluster;
import io.bootcluster.endtoend.harness.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The sample application behaves behind the dispatcher as it would without it.
 */
@ExtendWith(SharedCluster.class)
class SampleApplicationTests {

	@Test
	void firstPageShowsTheCounterAndTheWaysToHurtAWorker(Cluster cluster) throws IOException {
		Answer page = cluster.client().get("/").ok();
		assertThat(page.field("content-type").orElseThrow()).startsWith("text/html");
		assertThat(page.text()).contains("id=\"visits\"", "id=\"worker\"", "/api/chaos/", "/account");
	}

	@Test
	void loginHoldsInEveryWorker(Cluster cluster) throws IOException {
		Client client = cluster.client();
		assertThat(client.get("/account").status()).isEqualTo(302);
		Matcher token = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"").matcher(client.get("/login").text());
		assertThat(token.find()).isTrue();
		String form = "username=user&password=password&_csrf="
				+ URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
		Answer login = client
			.send(Request.post("/login", form).with("Content-Type", "application/x-www-form-urlencoded"));
		assertThat(login.status()).isEqualTo(302);
		assertThat(login.field("location").orElseThrow()).doesNotContain("error");
		Set<String> workers = new HashSet<>();
		await("every worker knows the user").atMost(Duration.ofSeconds(20)).pollInSameThread().until(() -> {
			String account = client.get("/account").ok().text();
			assertThat(account).contains("user");
			workers.add(account.replaceAll("(?s).*id=\"worker\">(\\d+)<.*", "$1"));
			return workers.size() == 3;
		});
	}

	@Test
	void applicationSeesTheClientAndNotTheDispatcher(Cluster cluster) throws IOException {
		JsonNode seen = cluster.client()
			.send(Request.get("/api/headers")
				.with("Bootcluster-Client", "a=192.0.2.1;p=1;la=192.0.2.2;lp=2;s=https")
				.with("X-Custom", "kept"))
			.ok()
			.json();
		assertThat(seen.path("remoteAddress").asString()).isEqualTo("127.0.0.1");
		assertThat(seen.path("remotePort").asInt()).isPositive();
		assertThat(seen.path("scheme").asString()).isEqualTo("http");
		assertThat(seen.path("secure").asBoolean()).isFalse();
		assertThat(seen.path("headers").toString().toLowerCase()).doesNotContain("bootcluster").contains("x-custom");
	}

	@Test
	void probePathIsNobodyElses(Cluster cluster) throws IOException {
		for (String path : new String[] { "/.bootcluster/health/liveness", "/.bootcluster/health/readiness",
				"/.bootcluster/", "/%2ebootcluster/health/liveness", "/./.bootcluster/health/liveness" }) {
			Answer answer = cluster.client().get(path);
			assertThat(answer.status()).as(path).isIn(400, 403, 404);
		}
	}

	@Test
	void everyWorkerShowsTheSameCluster(Cluster cluster) throws IOException {
		View view = cluster.view();
		assertThat(view.workers()).hasSize(3);
		assertThat(view.json().path("node").path("state").asString()).isEqualTo("serving");
		assertThat(view.json().path("dispatcher").path("policy").asString()).isEqualTo("least-busy");
		assertThat(view.json().path("dispatcher").path("requests").asLong()).isPositive();
		for (View.Worker worker : cluster.workers()) {
			assertThat(worker.process().isAlive()).isTrue();
			assertThat(worker.json().path("release").asString()).isEqualTo(view.release()).hasSize(12);
			assertThat(worker.json().path("rss").asLong()).isPositive();
			assertThat(worker.json().path("heapMax").asLong()).isPositive();
		}
	}

	@Test
	void oneConnectionCarriesRequestsOfAllKinds(Cluster cluster) throws IOException {
		try (Connection connection = cluster.client().connect()) {
			connection.write("POST /api/echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
					+ "5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nT: v\r\n\r\n");
			assertThat(connection.read("POST").ok().text()).isEqualTo("hello world");
			connection.write("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n");
			assertThat(connection.read("HEAD").status()).isEqualTo(200);
			connection.write("GET /api/whoami HTTP/1.1\r\nHost: a\r\n\r\nGET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n");
			connection.read("GET").ok();
			assertThat(connection.read("GET").status()).isEqualTo(404);
			connection.write("POST /api/echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
			connection.write("ok");
			assertThat(connection.read("POST").ok().text()).isEqualTo("ok");
			assertThat(connection.isReusable()).isTrue();
		}
	}

}
