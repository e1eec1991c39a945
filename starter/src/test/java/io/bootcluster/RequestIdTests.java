package io.bootcluster;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is neither long nor unprintable names a request.
 */
class RequestIdTests {

	@Test
	void ofWhenVisibleIsTheField() {
		assertThat(RequestId.of("!a-1;~")).isEqualTo("!a-1;~");
		assertThat(RequestId.of("x".repeat(RequestId.LONGEST))).hasSize(RequestId.LONGEST);
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "a b", "a\tb", "a\u007f", "\u00fc" })
	void ofWhenNotVisibleIsNone(String field) {
		assertThat(RequestId.of(field)).isEmpty();
	}

	@Test
	void ofWhenLongIsNone() {
		assertThat(RequestId.of("x".repeat(RequestId.LONGEST + 1))).isEmpty();
	}

}
