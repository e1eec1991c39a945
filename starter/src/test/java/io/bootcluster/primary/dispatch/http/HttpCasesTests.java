package io.bootcluster.primary.dispatch.http;

import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestHead}, {@link AnswerHead} and {@link BodyScanner} by the tables
 * {@code requests.txt} and {@code answers.txt}.
 */
class HttpCasesTests {

	/**
	 * Messages longer than this are not cut at every byte.
	 */
	private static final int LONG = 1000;

	@ParameterizedTest(name = "{0}")
	@MethodSource("requests")
	void requestHoweverCutGetsTheTablesOutcome(String name, String bytes, String outcome, String rule) {
		hold(WireText.bytes(bytes), outcome, Wire.Request::new);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("answers")
	void answerHoweverCutGetsTheTablesOutcome(String name, String request, String bytes, String outcome, String rule) {
		Upgrade upgrade = request.endsWith(" upgrade") ? Upgrade.WEBSOCKET : Upgrade.NONE;
		Method method = Method.valueOf(request.split(" ")[0]);
		hold(WireText.bytes(bytes), outcome, () -> new Wire.Answer(method, upgrade, AnswerEdit.KEEP_ALIVE));
	}

	@Test
	void tablesAreLargeEnough() {
		assertThat(requests().filter((row) -> Character.isDigit(row[2].charAt(0)))).hasSizeGreaterThan(100);
		assertThat(answers()).hasSizeGreaterThan(40);
	}

	private static void hold(byte[] bytes, String outcome, Supplier<Wire> wires) {
		Wire whole = wires.get();
		assertThat(whole.feed(bytes, bytes.length)).as("whole").isEqualTo(outcome);
		String forwarded = whole.forwarded();
		if (bytes.length <= LONG) {
			Wire single = wires.get();
			assertThat(single.feed(bytes, IntStream.rangeClosed(1, bytes.length).toArray())).as("byte by byte")
				.isEqualTo(outcome);
			assertThat(single.forwarded()).isEqualTo(forwarded);
		}
		for (int cut = 1; cut < bytes.length; cut += (bytes.length > LONG) ? bytes.length / 13 : 1) {
			Wire split = wires.get();
			assertThat(split.feed(bytes, cut, bytes.length)).as("cut at %d", cut).isEqualTo(outcome);
			assertThat(split.forwarded()).isEqualTo(forwarded);
		}
	}

	static Stream<String[]> requests() {
		return WireText.table("requests.txt").stream();
	}

	static Stream<String[]> answers() {
		return WireText.table("answers.txt").stream();
	}

}
