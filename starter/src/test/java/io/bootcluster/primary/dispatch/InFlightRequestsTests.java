package io.bootcluster.primary.dispatch;

import java.time.Duration;

import io.bootcluster.Traffic.InFlight;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link InFlightRequests}.
 */
class InFlightRequestsTests {

	private static final Duration AGE = Duration.ofSeconds(3);

	@Test
	void ofWhenTheLineIsThereTellsMethodAndPathOnly() {
		assertThat(InFlightRequests.of("POST /login?token=secret HTTP/1.1", AGE))
			.isEqualTo(new InFlight("POST", "/login", AGE));
		assertThat(InFlightRequests.of("GET / HTTP/1.1", AGE)).isEqualTo(new InFlight("GET", "/", AGE));
	}

	@Test
	void ofWhenTheLineIsCutTellsWhatIsThere() {
		assertThat(InFlightRequests.of("GET /long", AGE)).isEqualTo(new InFlight("GET", "/long", AGE));
	}

	@Test
	void ofWhenTheLineIsNotKeptSaysSo() {
		assertThat(InFlightRequests.of("?", AGE).path()).startsWith("(");
	}

}
