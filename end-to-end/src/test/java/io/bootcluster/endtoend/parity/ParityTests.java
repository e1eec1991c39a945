package io.bootcluster.endtoend.parity;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.bootcluster.endtoend.parity.Side.Told;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/**
 * A clustered application answers like a plain one, byte for byte; where it does not, the
 * table says why.
 */
@Tag("http")
@ParameterizedClass(name = "{0}")
@EnumSource(Setup.class)
class ParityTests {

	@TempDir
	private static Path directory;

	private static @Nullable Pair pair;

	@Parameter
	private Setup setup;

	@BeforeParameterizedClassInvocation
	static void start(Setup setup) {
		pair = Pair.start(setup, directory);
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		if (pair != null) {
			pair.close();
			pair = null;
		}
	}

	@TestFactory
	Stream<DynamicTest> row() {
		return Table.rows()
			.stream()
			.filter((row) -> row.place().setups().contains(this.setup))
			.map((row) -> dynamicTest(row.name(), () -> check(pair, row)));
	}

	private static void check(Pair pair, Row row) {
		Row.Expected expected = row.expected();
		Told plain = pair.plain().hold(row, expected.plain());
		Told clustered = pair.clustered().hold(row, expected.clustered());
		List<String> lines = Difference.of(plain.lines(), clustered.lines());
		String shown = "%s%n%s plain%n%s clustered%n%s%n".formatted(row.name(), plain.outcome(), clustered.outcome(),
				String.join("\n", lines));
		List<String> difference = lines.stream().filter((line) -> !line.startsWith(" ")).toList();
		if (expected.isAgreed()) {
			assertThat(difference).as(shown).isEmpty();
		}
		else if (!expected.difference().isEmpty()) {
			assertThat(difference).as(shown).isEqualTo(expected.difference());
		}
		else {
			assertThat(difference.isEmpty() && plain.outcome().equals(clustered.outcome()))
				.as("They differ no more. " + shown)
				.isFalse();
		}
		assertThat(plain.outcome()).as(shown).isEqualTo(expected.plain());
		assertThat(clustered.outcome()).as(shown).isEqualTo(expected.clustered());
	}

}
