package io.bootcluster.primary.dispatch;

import java.time.Duration;
import java.util.Map;

import io.bootcluster.ErrorPages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What clients get from a {@link Dispatcher} that has no worker's answer for them.
 */
@ExtendWith(OutputCaptureExtension.class)
class OwnAnswersTests {

	private static final String BROWSER = "Accept: text/html,application/xhtml+xml,*/*;q=0.8\r\n";

	@Test
	void requestWhenNoWorkerTakesItIsAnsweredAsItsClientReads() throws Exception {
		try (DispatcherFixture cluster = impatient(ErrorPages.NONE)) {
			assertThat(cluster.client().send(get("")).message()).startsWith("HTTP/1.1 503 ")
				.contains("\r\nRetry-After: 1\r\n")
				.contains("\r\nContent-Type: application/problem+json\r\n")
				.contains("\"status\":503,");
			assertThat(cluster.client().send(get("Accept: */*\r\nX-Request-Id: r-1\r\n")).message())
				.contains("\r\nContent-Type: application/problem+json\r\n")
				.contains("\"requestId\":\"r-1\"");
			assertThat(cluster.client().send(get(BROWSER)).message()).startsWith("HTTP/1.1 503 ")
				.contains("\r\nContent-Type: text/html;charset=UTF-8\r\n")
				.contains("<h1>Service Unavailable</h1>");
		}
	}

	@Test
	void requestWhenApplicationHasPageIsAnsweredWithIt() throws Exception {
		try (DispatcherFixture cluster = impatient(new ErrorPages(Map.of("503", "<h1>Back soon</h1>")))) {
			assertThat(cluster.client().send(get(BROWSER)).message()).endsWith("\r\n\r\n<h1>Back soon</h1>");
			assertThat(cluster.client().send(get("")).message()).contains("\"detail\":");
		}
	}

	@Test
	void headWhenNoWorkerTakesItGetsNoBody() throws Exception {
		try (DispatcherFixture cluster = impatient(ErrorPages.NONE)) {
			String head = cluster.client().send("HEAD / HTTP/1.0\r\nHost: a\r\n" + BROWSER + "\r\n").rest();
			assertThat(head).startsWith("HTTP/1.1 503 ").contains("text/html").endsWith("\r\n\r\n");
		}
	}

	@Test
	void requestWhenItsLongBodyIsKeptNoLongerIsAnsweredAsItsClientReads(CapturedOutput output) throws Exception {
		try (DispatcherFixture cluster = DispatcherFixture.open()) {
			cluster.worker((connection) -> {
				connection.request();
				connection.bytes(200_000);
			});
			String post = "POST /up HTTP/1.1\r\nHost: a\r\n" + BROWSER + "Content-Length: 200000\r\n\r\n";
			String answer = cluster.client().send(post).send("x".repeat(200_000)).message();
			assertThat(answer).startsWith("HTTP/1.1 502 ").contains("<h1>Bad Gateway</h1>");
			assertThat(output).contains("Answered 502 to 'POST /up HTTP/1.1' from worker-1.1: ");
		}
	}

	@Test
	void requestWhenMalformedIsAnsweredWithProblemDetails() throws Exception {
		try (DispatcherFixture cluster = DispatcherFixture.open()) {
			assertThat(cluster.client().send("GET / HTTP/1.1\r\nHost : a\r\n\r\n").rest())
				.startsWith("HTTP/1.1 400 Bad Request\r\n")
				.contains("\r\nContent-Type: application/problem+json\r\n")
				.contains("\"detail\":\"blank before the colon\"}");
		}
	}

	@Test
	void requestWhenEveryWorkerFailedItNamesTheLastInTheLog(CapturedOutput output) throws Exception {
		try (DispatcherFixture cluster = impatient(ErrorPages.NONE)) {
			cluster.worker(FakeWorker.Connection::request);
			assertThat(cluster.client().send(get("")).message()).startsWith("HTTP/1.1 502 ");
			assertThat(output).contains("from worker-1.1: No other worker is left for the request. (after ");
		}
	}

	private static String get(String fields) {
		return "GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
	}

	private static DispatcherFixture impatient(ErrorPages pages) {
		return new DispatcherFixture((defaults) -> new DispatcherSettings(defaults.listeners(), defaults.limits(),
				DispatcherFixture.quick(Duration.ofSeconds(10), Duration.ofMillis(50)), defaults.policy(),
				defaults.secret(), pages, DispatcherSettings.Records.NONE));
	}

}
