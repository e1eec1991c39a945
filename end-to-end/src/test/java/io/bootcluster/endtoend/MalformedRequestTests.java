package io.bootcluster.endtoend;

import java.io.IOException;
import java.time.Duration;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Connection;
import io.bootcluster.endtoend.harness.Deadline;
import io.bootcluster.endtoend.harness.SharedCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What could be understood in two ways is refused at the door of a whole running cluster,
 * and the connection ends there. The full list is held against the dispatcher alone.
 */
@Tag("http")
@ExtendWith(SharedCluster.class)
class MalformedRequestTests {

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|',
			textBlock = """
					length and chunks      | 400 | POST /api/echo HTTP/1.1~Host: a~Content-Length: 5~Transfer-Encoding: chunked~~0~~
					two lengths            | 400 | POST /api/echo HTTP/1.1~Host: a~Content-Length: 5~Content-Length: 6~~hello
					signed length          | 400 | POST /api/echo HTTP/1.1~Host: a~Content-Length: +5~~hello
					space before the colon | 400 | GET /api/whoami HTTP/1.1~Host : a~~
					folded field           | 400 | GET /api/whoami HTTP/1.1~Host: a~X: b~ c~~
					no host                | 400 | GET /api/whoami HTTP/1.1~~
					two hosts              | 400 | GET /api/whoami HTTP/1.1~Host: a~Host: b~~
					no field name          | 400 | GET /api/whoami HTTP/1.1~Host: a~: b~~
					bare line feed         | 400 | GET /api/whoami HTTP/1.1~Host: a^X: b~~
					space in the target    | 400 | GET /api/who ami HTTP/1.1~Host: a~~
					not HTTP               | 400 | hello~~
					chunk of no size       | 400 | POST /api/echo HTTP/1.1~Host: a~Transfer-Encoding: chunked~~x~~
					unknown coding         | 501 | POST /api/echo HTTP/1.1~Host: a~Transfer-Encoding: gzip, chunked~~0~~
					""")
	void requestIsRefusedAndTheConnectionEnds(String what, int status, String request, Cluster cluster)
			throws IOException {
		assertRefused(cluster, request.replace("~", "\r\n").replace("^", "\n"), status);
	}

	@Test
	void headThatIsTooLargeIsRefused(Cluster cluster) throws IOException {
		assertRefused(cluster, "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n", 431);
	}

	@Test
	void targetThatIsTooLongIsRefused(Cluster cluster) throws IOException {
		assertRefused(cluster, "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n", 414);
	}

	@Test
	void headThatNeverEndsIsRefusedInTime(Cluster cluster) throws IOException {
		long start = System.nanoTime();
		assertRefused(cluster, "GET / HTTP/1.1\r\nHost: a\r\n", 408);
		Deadline.check("endless head was refused", start, Duration.ofSeconds(10));
	}

	private static void assertRefused(Cluster cluster, String request, int status) throws IOException {
		try (Connection connection = cluster.client().connect()) {
			connection.write(request);
			assertThat(connection.read("GET").status()).isEqualTo(status);
			assertThat(connection.isReusable()).as("said that it closes").isFalse();
			assertThat(connection.in().read()).as("closed").isEqualTo(-1);
		}
	}

}
