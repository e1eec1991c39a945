package io.bootcluster.primary.accesslog;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import io.bootcluster.AccessLog;
import io.bootcluster.AccessLogProperties.Format;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each form of a line is what its readers expect.
 */
class EntryFormatTests {

	private static final AccessLog.Entry SERVED = new AccessLog.Entry(Instant.parse("2026-11-23T01:02:03.5Z"),
			"192.0.2.7", "GET /a?b=c HTTP/1.1", "https://example.org/", "curl/8", "af31", "203.0.113.9, 10.0.0.1",
			new AccessLog.Result(200, 512, "answered", "2.3", 1, Duration.ofMillis(12), Duration.ofMillis(4)));

	private static final AccessLog.Entry GONE = new AccessLog.Entry(Instant.parse("2026-11-23T01:02:03Z"), "::1",
			"GET /\"\\ HTTP/1.1", "", "a \"b\"", "", "",
			new AccessLog.Result(0, 0, "client-gone", "", 0, Duration.ofSeconds(10), Duration.ofSeconds(10)));

	@Test
	void commonIsWhatServersWrite() {
		assertThat(line(Format.COMMON, SERVED))
			.isEqualTo("192.0.2.7 - - [23/Nov/2026:01:02:03 +0000] \"GET /a?b=c HTTP/1.1\" 200 512"
					+ " worker=2.3 retries=1 held=0.004000 time=0.012000 outcome=answered id=\"af31\" forwarded=\"203.0.113.9, 10.0.0.1\"");
	}

	@Test
	void combinedHasReferrerAndAgent() {
		assertThat(line(Format.COMBINED, SERVED)).contains(" 200 512 \"https://example.org/\" \"curl/8\" worker=2.3 ");
	}

	@Test
	void whatIsNotThereIsADashAndQuotationsCannotEnd() {
		assertThat(line(Format.COMBINED, GONE))
			.isEqualTo("::1 - - [23/Nov/2026:01:02:03 +0000] \"GET /\\x22\\x5C HTTP/1.1\" - - \"-\" \"a \\x22b\\x22\""
					+ " worker=- retries=0 held=10.000000 time=10.000000 outcome=client-gone id=\"-\" forwarded=\"-\"");
	}

	@Test
	void jsonHasNamesAndNumbers() {
		JsonNode json = new JsonMapper().readTree(line(Format.JSON, SERVED));
		assertThat(json.path("request").asString()).isEqualTo("GET /a?b=c HTTP/1.1");
		assertThat(json.path("status").asInt()).isEqualTo(200);
		assertThat(json.path("worker").asString()).isEqualTo("2");
		assertThat(json.path("generation").asString()).isEqualTo("3");
		assertThat(json.path("forwardedFor").asString()).isEqualTo("203.0.113.9, 10.0.0.1");
		assertThat(json.path("retries").asInt()).isEqualTo(1);
		assertThat(json.path("heldSeconds").asDouble()).isEqualTo(0.004);
		assertThat(new JsonMapper().readTree(line(Format.JSON, GONE)).path("agent").asString()).isEqualTo("a \"b\"");
	}

	private static String line(Format format, AccessLog.Entry entry) {
		return new EntryFormat(format, ZoneOffset.UTC).line(entry);
	}

}
