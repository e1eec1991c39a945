package io.bootcluster.primary.supervisor;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ExitMeaning}.
 */
class ExitMeaningTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			0   | ''          | exit code 0
			1   | ''          | exit code 1
			3   | ''          | out of memory (exit code 3)
			134 | ''          | killed by signal 6 (ABRT)
			137 | ''          | killed by signal 9 (KILL)
			143 | ''          | killed by signal 15 (TERM)
			159 | ''          | killed by signal 31
			255 | ''          | exit code 255
			0   | replaced    | replaced, exit code 0
			""")
	void ofWhenGivenACodeSaysWhatItMeans(int code, String cause, String meaning) {
		assertThat(ExitMeaning.of(code, cause)).isEqualTo(meaning);
	}

}
