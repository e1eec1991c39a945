package io.bootcluster.primary.dispatch.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestHead}, {@link AnswerHead} and {@link BodyScanner} with bytes
 * that are the tables' but for a few changes: whatever they are, nothing is thrown,
 * nothing is read that has not arrived, and how they are cut makes no difference. The
 * changes are the same in each run.
 */
class HttpMutationTests {

	private static final int LONG = 600;

	private static final int ROUNDS = 80;

	private static final byte[] TEMPTING = WireText
		.bytes("\\r\\n\\t\\s\\0\\x0b\\x7f\\x80\\xff:;,=\"\\\\/*?#%@[]0159aAfF+-xX");

	private static final List<String> SNIPPETS = List.of("\\r\\n", "\\n", "\\r", "\\r\\n\\r\\n", "0\\r\\n\\r\\n",
			"Content-Length: 3\\r\\n", "Transfer-Encoding: chunked\\r\\n", "Host: a\\r\\n", "HTTP/1.1", "chunked",
			"Connection: x,close\\r\\n", "Bootcluster-Client: a=1\\r\\n", "\\r\\n ", "FFFFFFFFFFFFFFFF");

	@Test
	void requestChangedAtRandomIsJudgedTheSameHoweverCut() {
		Random random = new Random(9112);
		for (String[] row : WireText.table("requests.txt")) {
			rounds(WireText.bytes(row[1]), random, Wire.Request::new, HttpMutationTests::holdRequest);
		}
	}

	@Test
	void answerChangedAtRandomIsJudgedTheSameHoweverCut() {
		Random random = new Random(9110);
		for (String[] row : WireText.table("answers.txt")) {
			rounds(WireText.bytes(row[2]), random,
					() -> new Wire.Answer(Method.GET, Upgrade.WEBSOCKET, AnswerEdit.CLOSE), (forwarded) -> {
					});
		}
	}

	private static void rounds(byte[] original, Random random, Supplier<Wire> wires, Consumer<String> rule) {
		if (original.length > LONG) {
			return;
		}
		for (int round = 0; round < ROUNDS; round++) {
			byte[] bytes = changed(original, random);
			Wire whole = wires.get();
			String outcome = whole.feed(bytes, bytes.length);
			Wire split = wires.get();
			int[] cuts = IntStream.concat(random.ints(5, 1, bytes.length + 1).sorted(), IntStream.of(bytes.length))
				.toArray();
			assertThat(split.feed(bytes, cuts)).as(() -> described(bytes, cuts)).isEqualTo(outcome);
			assertThat(split.forwarded()).as(() -> described(bytes, cuts)).isEqualTo(whole.forwarded());
			if (!whole.forwarded().isEmpty()) {
				rule.accept(whole.forwarded());
			}
		}
	}

	/**
	 * Whatever was made of a request is a request that the codec itself takes, with the
	 * facts of its own and nobody else's.
	 */
	private static void holdRequest(String forwarded) {
		byte[] bytes = forwarded.getBytes(StandardCharsets.ISO_8859_1);
		RequestHead head = new RequestHead(Wire.REQUESTS);
		assertThat(head.scan(Unpooled.wrappedBuffer(bytes))).as(forwarded).isEqualTo(Scan.COMPLETE);
		String lines = forwarded.substring(0, head.length());
		assertThat(lines.split("(?i)\r\nbootcluster-")).as(forwarded).hasSize(2);
		assertThat(lines).doesNotContainIgnoringCase("keep-alive:").contains("\r\nBootcluster-Client: a=127.0.0.1;");
	}

	private static byte[] changed(byte[] original, Random random) {
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

	private static String described(byte[] bytes, int[] cuts) {
		return Arrays.toString(cuts) + " of " + new String(bytes, StandardCharsets.ISO_8859_1);
	}

}
