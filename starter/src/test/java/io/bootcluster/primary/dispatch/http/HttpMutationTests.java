package io.bootcluster.primary.dispatch.http;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

/**
 * Tests of {@link HttpProperties} with bytes that are the tables' but for a few changes,
 * the same in each run. {@link FuzzTests} goes further and takes longer.
 */
class HttpMutationTests {

	private static final int LONG = 600;

	private static final int ROUNDS = 80;

	private static final byte[] TEMPTING = WireText
		.bytes("\\r\\n\\t\\s\\0\\x0b\\x7f\\x80\\xff:;,=\"\\\\/*?#%@[]0159aAfF+-xX");

	static final List<String> SNIPPETS = List.of("\\r\\n", "\\n", "\\r", "\\r\\n\\r\\n", "0\\r\\n\\r\\n",
			"Content-Length: 3\\r\\n", "Transfer-Encoding: chunked\\r\\n", "Host: a\\r\\n", "HTTP/1.1", "chunked",
			"Connection: x,close\\r\\n", "Bootcluster-Client: a=1\\r\\n", "\\r\\n ", "FFFFFFFFFFFFFFFF");

	@Test
	void requestChangedAtRandomIsJudgedTheSameHoweverCut() {
		Random random = new Random(9112);
		for (String[] row : WireText.table("requests.txt")) {
			rounds(WireText.bytes(row[1]), random, HttpProperties::holdRequests);
		}
	}

	@Test
	void answerChangedAtRandomIsJudgedTheSameHoweverCut() {
		Random random = new Random(9110);
		for (String[] row : WireText.table("answers.txt")) {
			Method method = Method.valueOf(row[1].split(" ")[0]);
			rounds(WireText.bytes(row[2]), random,
					(bytes) -> HttpProperties.holdAnswers(method, Upgrade.WEBSOCKET, bytes));
		}
	}

	private static void rounds(byte[] original, Random random, Consumer<byte[]> rule) {
		if (original.length > LONG) {
			return;
		}
		rule.accept(original);
		for (int round = 0; round < ROUNDS; round++) {
			rule.accept(changed(original, random));
		}
	}

	static byte[] changed(byte[] original, Random random) {
		byte[] bytes = original;
		for (int changes = random.nextInt(3); changes >= 0; changes--) {
			int at = random.nextInt(bytes.length);
			bytes = switch (random.nextInt(4)) {
				case 0 -> replaced(bytes, at, at + 1, TEMPTING[random.nextInt(TEMPTING.length)]);
				case 1 -> replaced(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(3)));
				case 2 -> replaced(bytes, at, at, TEMPTING[random.nextInt(TEMPTING.length)]);
				default -> replaced(bytes, at, at, WireText.bytes(SNIPPETS.get(random.nextInt(SNIPPETS.size()))));
			};
		}
		return bytes;
	}

	private static byte[] replaced(byte[] bytes, int from, int to, byte... by) {
		if (bytes.length + by.length - (to - from) < 1) {
			return bytes;
		}
		byte[] changed = Arrays.copyOf(bytes, bytes.length - (to - from) + by.length);
		System.arraycopy(by, 0, changed, from, by.length);
		System.arraycopy(bytes, to, changed, from + by.length, bytes.length - to);
		return changed;
	}

}
