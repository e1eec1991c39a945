package io.bootcluster.actuator;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import io.bootcluster.ClusterMember;
import io.bootcluster.SiblingAnswer;
import io.bootcluster.SiblingQuestion;
import io.bootcluster.Siblings;
import io.bootcluster.WorkerId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two applications as workers 1.1 and 2.1 of one node: what one is told over HTTP reaches
 * both, and it answers for the other.
 */
class NodeWideActuatorTests {

	private static ConfigurableApplicationContext one;

	private static ConfigurableApplicationContext two;

	private static volatile boolean silent;

	@BeforeAll
	static void start() {
		one = run(1);
		two = run(2);
	}

	@AfterAll
	static void stop() {
		one.close();
		two.close();
	}

	@BeforeEach
	void everybodyAnswers() {
		silent = false;
	}

	@Test
	void cacheWhenClearedIsClearedInEachWorker() throws Exception {
		for (ConfigurableApplicationContext worker : List.of(one, two)) {
			cache(worker, "books").put("a", "b");
		}
		HttpResponse<String> answer = send("DELETE", "/caches/books", "");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("{\"worker\":\"1.1\",\"outcome\":\"done\"}",
				"{\"worker\":\"2.1\",\"outcome\":\"done\"}");
		assertThat(answer.headers().firstValue("Bootcluster-Worker")).contains("1.1=done, 2.1=done");
		for (ConfigurableApplicationContext worker : List.of(one, two)) {
			assertThat(cache(worker, "books").get("a")).isNull();
		}
	}

	@Test
	void cacheThatOnlyOneWorkerHasIsAbsentInTheOther() throws Exception {
		cache(two, "late").put("a", "b");
		HttpResponse<String> answer = send("DELETE", "/caches/late", "");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Bootcluster-Worker")).contains("1.1=absent, 2.1=done");
		assertThat(cache(two, "late").get("a")).isNull();
	}

	@Test
	void cacheThatNobodyHasIsNotFound() throws Exception {
		assertThat(send("DELETE", "/caches/none", "").statusCode()).isEqualTo(404);
	}

	@Test
	void allCachesWhenClearedAreClearedInEachWorker() throws Exception {
		cache(two, "books").put("a", "b");
		assertThat(send("DELETE", "/caches", "").statusCode()).isEqualTo(200);
		assertThat(cache(two, "books").get("a")).isNull();
	}

	@Test
	void workerThatDoesNotAnswerIsNamed() throws Exception {
		silent = true;
		HttpResponse<String> answer = send("DELETE", "/caches", "");
		assertThat(answer.statusCode()).isEqualTo(500);
		assertThat(answer.body()).contains("\"worker\":\"1.1\"", "\"worker\":\"2.1\"", "\"reason\":\"It was silent\"");
	}

	@Test
	void refreshKeepsItsFormAndSumsUp() throws Exception {
		HttpResponse<String> answer = send("POST", "/refresh", "{}");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("[\"key-of-1\",\"common\",\"key-of-2\"]");
		assertThat(answer.headers().firstValue("Bootcluster-Worker")).contains("1.1=done, 2.1=done");
	}

	@Test
	void wrongLevelIsRefusedAsEver() throws Exception {
		assertThat(send("POST", "/loggers/some", "{\"configuredLevel\":\"LOUD\"}").statusCode()).isEqualTo(400);
		assertThat(audited()).last().satisfies((event) -> {
			assertThat(event.getData()).containsEntry("action", "loggers").containsEntry("outcome", "refused");
		});
	}

	@Test
	void levelOfALoggerReachesEachWorker() throws Exception {
		HttpResponse<String> answer = send("POST", "/loggers/some.name", "{\"configuredLevel\":\"debug\"}");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
		assertThat(audited()).last().satisfies((event) -> {
			assertThat(event.getPrincipal()).isEqualTo("anonymous");
			assertThat(event.getData()).isEqualTo(Map.of("action", "loggers", "name", "some.name", "configuredLevel",
					"debug", "outcome", "accepted", "outcomes", "1.1=done, 2.1=done"));
		});
	}

	@Test
	void environmentOfAChosenWorkerHasTheSameFormAndSaysWhose() throws Exception {
		HttpResponse<String> own = send("GET", "/env/who.am.i", "");
		HttpResponse<String> others = send("GET", "/env/who.am.i?worker=2", "");
		assertThat(own.headers().firstValue("Bootcluster-Worker")).contains("1.1; release=r1");
		assertThat(others.headers().firstValue("Bootcluster-Worker")).contains("2.1; release=r2");
		assertThat(own.body()).contains("worker-1");
		assertThat(others.body()).isEqualTo(own.body().replace("worker-1", "worker-2"));
		assertThat(others.headers().firstValue("Content-Type")).isEqualTo(own.headers().firstValue("Content-Type"));
		assertThat(send("GET", "/env/none?worker=2", "").statusCode()).isEqualTo(404);
	}

	@Test
	void threadDumpOfAChosenWorkerIsWhatWasAskedFor() throws Exception {
		assertThat(send("GET", "/threaddump?worker=2", "").body()).startsWith("{\"threads\":[");
		HttpResponse<String> text = send("GET", "/threaddump?worker=2", "", "Accept", "text/plain");
		assertThat(text.body()).contains("Full thread dump");
		assertThat(text.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
	}

	@Test
	void heapDumpOfAChosenWorkerComesWholeAndLeavesNoFile() throws Exception {
		HttpResponse<Path> dump = HttpClient.newHttpClient()
			.send(request("GET", "/heapdump?worker=2", ""),
					BodyHandlers.ofFile(Files.createTempFile("passed", ".hprof")));
		assertThat(dump.statusCode()).isEqualTo(200);
		assertThat(dump.headers().firstValue("Bootcluster-Worker")).contains("2.1; release=r2");
		assertThat(dump.body()).satisfies((file) -> assertThat(Files.size(file)).isGreaterThan(1_000_000));
		Files.delete(dump.body());
		assertThat(lastFile).isNotEmpty().satisfies((file) -> assertThat(Path.of(file)).doesNotExist());
	}

	@Test
	void workerThatIsNotThereIsNotFoundAndNonsenseRefused() throws Exception {
		HttpResponse<String> answer = send("GET", "/threaddump?worker=7", "");
		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(answer.body()).contains("No worker listens in slot 7");
		assertThat(send("GET", "/threaddump?worker=x", "").statusCode()).isEqualTo(400);
		silent = true;
		assertThat(send("GET", "/threaddump?worker=2", "").statusCode()).isEqualTo(503);
	}

	@Test
	void orderIsAuditedWithItsOutcome() throws Exception {
		assertThat(send("POST", "/cluster", "{\"action\":\"scale\",\"workers\":3}").statusCode()).isEqualTo(202);
		assertThat(audited()).last().satisfies((event) -> {
			assertThat(event.getType()).isEqualTo("bootcluster.order");
			assertThat(event.getData())
				.isEqualTo(Map.of("action", "scale", "workers", "3", "outcome", "accepted", "id", "scale 3"));
		});
		assertThat(send("POST", "/cluster/2", "{\"action\":\"ex\\nplode\"}").statusCode()).isEqualTo(400);
		assertThat(audited()).last().satisfies((event) -> {
			assertThat(event.getData()).containsEntry("action", "ex plode")
				.containsEntry("slot", "2")
				.containsEntry("outcome", "refused")
				.containsKey("reason");
		});
	}

	private static volatile String lastFile = "";

	private static Cache cache(ConfigurableApplicationContext worker, String name) {
		CacheManager caches = worker.getBean(CacheManager.class);
		if (caches instanceof ConcurrentMapCacheManager simple && !simple.getCacheNames().contains(name)) {
			simple.setCacheNames(Stream.concat(simple.getCacheNames().stream(), Stream.of(name)).toList());
		}
		return Objects.requireNonNull(caches.getCache(name));
	}

	private static List<AuditEvent> audited() {
		return one.getBean(AuditEventRepository.class).find(null, null, Orders.TYPE);
	}

	private static HttpResponse<String> send(String method, String path, String body, String... fields)
			throws Exception {
		return HttpClient.newHttpClient().send(request(method, path, body, fields), BodyHandlers.ofString());
	}

	private static HttpRequest request(String method, String path, String body, String... fields) {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create(
					"http://localhost:" + one.getEnvironment().getProperty("local.server.port") + "/actuator" + path))
			.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
			.header("Content-Type", "application/json");
		for (int field = 0; field < fields.length; field += 2) {
			request.header(fields[field], fields[field + 1]);
		}
		return request.build();
	}

	private static ConfigurableApplicationContext run(int slot) {
		return new SpringApplicationBuilder(NodeWideParts.Application.class).web(WebApplicationType.SERVLET)
			.properties("spring.main.banner-mode=off", "bootcluster.enabled=false", "server.port=0",
					"spring.cache.type=simple", "spring.cache.cache-names=books", "who.am.i=worker-" + slot,
					"management.endpoints.web.exposure.include=*", "management.endpoint.heapdump.access=unrestricted",
					"management.endpoint.cluster.access=unrestricted", "management.endpoint.env.show-values=always",
					"management.endpoint.threaddump.cache.time-to-live=1m")
			.initializers((context) -> {
				GenericApplicationContext beans = (GenericApplicationContext) context;
				beans.registerBean("bootclusterWorker", ClusterMember.class, () -> new NodeWideParts.Member(slot));
				beans.registerBean("siblings", Siblings.class, () -> new Other(3 - slot));
			})
			.run();
	}

	private record Other(int slot) implements Siblings {

		@Override
		public List<SiblingAnswer> ask(String question, String body) {
			WorkerId worker = new WorkerId(this.slot, 1);
			if (silent) {
				return List.of(new SiblingAnswer(worker, "r" + this.slot, "", "It was silent"));
			}
			SiblingQuestion asked = ((this.slot == 1) ? one : two).getBean(SiblingQuestion.class);
			try {
				String answer = asked.answer(body);
				if (answer.contains("\"file\":\"/")) {
					lastFile = answer.replaceAll(".*\"file\":\"([^\"]+)\".*", "$1");
				}
				return List.of(new SiblingAnswer(worker, "r" + this.slot, answer, ""));
			}
			catch (Exception ex) {
				return List.of(new SiblingAnswer(worker, "r" + this.slot, "", String.valueOf(ex.getMessage())));
			}
		}

		@Override
		public Optional<SiblingAnswer> askOne(int slot, String question, String body, Duration timeout) {
			return (slot == this.slot) ? ask(question, body).stream().findFirst() : Optional.empty();
		}

	}

}
