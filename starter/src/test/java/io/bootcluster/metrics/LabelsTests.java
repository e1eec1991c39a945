package io.bootcluster.metrics;

import io.micrometer.core.instrument.Tags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each sample says whose it is, whatever its own labels are.
 */
class LabelsTests {

	private final Labels labels = new Labels(Tags.of("node", "n", "worker", "1"));

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "a 1.0 | a{node=\"n\",worker=\"1\"} 1.0",
			"a{} 1.0 | a{node=\"n\",worker=\"1\"} 1.0", "a{b=\"c\"} 1.0 | a{b=\"c\",node=\"n\",worker=\"1\"} 1.0",
			"a{b=\"c\",} 1.0 7 | a{b=\"c\",node=\"n\",worker=\"1\"} 1.0 7",
			"a{b=\"}\\\" ,\\\\\",d=\"\"} NaN | a{b=\"}\\\" ,\\\\\",d=\"\",node=\"n\",worker=\"1\"} NaN",
			"a{worker=\"x\"} 1 | a{exported_worker=\"x\",node=\"n\",worker=\"1\"} 1",
			"a{worker=\"x\",exported_worker=\"y\"} 1 | a{exported_worker=\"y\",exported_exported_worker=\"x\",node=\"n\",worker=\"1\"} 1",
			"a_bucket{le=\"+Inf\"} 2 # {trace_id=\"t\"} 0.1 5.0 | a_bucket{le=\"+Inf\",node=\"n\",worker=\"1\"} 2 # {trace_id=\"t\"} 0.1 5.0",
			"a 2 # {trace_id=\"t\"} 0.1 | a{node=\"n\",worker=\"1\"} 2 # {trace_id=\"t\"} 0.1",
			"{\"a.b\",c=\"d\"} 1 | {\"a.b\",c=\"d\",node=\"n\",worker=\"1\"} 1" })
	void sampleCarriesOursBesideItsOwn(String line, String expected) {
		assertThat(this.labels.addTo(line)).isEqualTo(expected);
	}

	@Test
	void valuesAreEscaped() {
		assertThat(new Labels(Tags.of("node", "a\\b\"c\nd")).addTo("a 1")).isEqualTo("a{node=\"a\\\\b\\\"c\\nd\"} 1");
	}

}
