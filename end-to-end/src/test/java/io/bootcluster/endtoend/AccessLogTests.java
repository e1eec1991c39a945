package io.bootcluster.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.bootcluster.endtoend.harness.Answer;
import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One id leads from the client to the access log, the worker's log and the primary's.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class AccessLogTests {

	@TempDir
	private Path directory;

	private Cluster cluster;

	@BeforeEach
	void start() {
		this.cluster = Launch.sample()
			.workers(1)
			.with("--bootcluster.access-log.enabled=true", "--bootcluster.access-log.format=json",
					"--bootcluster.access-log.file=" + file(), "--bootcluster.dispatcher.response-timeout=5s",
					"--bootcluster.session.redis=off", "--logging.level.org.springframework.web.servlet=debug")
			.serving();
	}

	@AfterEach
	void stop() {
		if (this.cluster != null) {
			this.cluster.close();
		}
	}

	@Test
	void requestIsFoundByItsIdOnBothSides() throws IOException {
		Answer answer = this.cluster.client().send(Request.get("/api/headers").with("X-Request-Id", "mine-1")).ok();
		assertThat(answer.json().path("headers").path("X-Request-Id").path(0).asString()).isEqualTo("mine-1");
		assertThat(answer.field("X-Request-Id")).as("the answer stays the application's").isEmpty();
		JsonNode line = logged("mine-1");
		assertThat(line.path("request").asString()).isEqualTo("GET /api/headers HTTP/1.1");
		assertThat(line.path("status").asInt()).isEqualTo(200);
		assertThat(line.path("worker").asString()).isEqualTo("1");
		assertThat(line.path("generation").asString()).isEqualTo("1");
		assertThat(this.cluster.output().awaitMatching("^\\[worker-1\\.1].*\\[mine-1] .*GET \"/api/headers\""))
			.hasSize(1);
	}

	@Test
	void requestWithoutAnIdGetsOneAndKeepsItsTrace() throws IOException {
		String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
		JsonNode fields = this.cluster.client()
			.send(Request.get("/api/headers").with("traceparent", trace).with("tracestate", "a=1"))
			.ok()
			.json()
			.path("headers");
		assertThat(fields.path("traceparent").path(0).asString()).isEqualTo(trace);
		assertThat(fields.path("tracestate").path(0).asString()).isEqualTo("a=1");
		String id = fields.path("X-Request-Id").path(0).asString();
		assertThat(id).matches("[0-9a-f]{32}");
		assertThat(logged(id).path("status").asInt()).isEqualTo(200);
	}

	@Test
	void failureIsFoundByItsId() throws IOException {
		Answer answer = this.cluster.client()
			.send(Request.get("/api/slow?millis=20000").with("X-Request-Id", "slow-1"));
		assertThat(answer.status()).isEqualTo(504);
		JsonNode line = logged("slow-1");
		assertThat(line.path("status").asInt()).isEqualTo(504);
		assertThat(line.path("outcome").asString()).isEqualTo("answered-here");
		assertThat(line.path("worker").asString()).isEqualTo("1");
		assertThat(this.cluster.output().awaitMatching("^(?!\\[worker).*Answered 504 to .*worker-1\\.1.*slow-1"))
			.hasSize(1);
	}

	private Path file() {
		return this.directory.resolve("access.log");
	}

	private JsonNode logged(String id) {
		JsonMapper mapper = new JsonMapper();
		return await()
			.until(() -> lines().stream()
				.map(mapper::readTree)
				.filter((line) -> line.path("requestId").asString().equals(id))
				.toList(), (found) -> found.size() == 1)
			.get(0);
	}

	private List<String> lines() throws IOException {
		return Files.readAllLines(file());
	}

}
