package io.bootcluster.primary;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LineForwarder}.
 */
class LineForwarderTests {

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private final PrintStream stream = new PrintStream(this.out, true);

	@Test
	void runPrefixesEachLine() {
		assertThat(forward("one\ntwo\n\n")).isEqualTo("[w] one\n[w] two\n[w] \n");
	}

	@Test
	void runWhenTheLastLineHasNoEndGivesItOne() {
		assertThat(forward("one\ntwo")).isEqualTo("[w] one\n[w] two\n");
	}

	@Test
	void runWhenALineIsTooLongPassesItOnInPieces() {
		String line = "x".repeat(LineForwarder.LONGEST_LINE);
		assertThat(forward(line + "yz\n")).isEqualTo("[w] " + line + "\n[w] yz\n");
	}

	@Test
	void runPassesBytesOnAsTheyAre() {
		byte[] bytes = { (byte) 0xFF, 0, (byte) 0xC3, 0x28, '\n' };
		new LineForwarder("w", new ByteArrayInputStream(bytes), this.stream, new LastLines()).run();
		assertThat(this.out.toByteArray()).endsWith(bytes).hasSize(bytes.length + 4);
	}

	@Test
	void runWhenSeveralWriteAtOnceNeverMixesLines() throws InterruptedException {
		String lines = ("a".repeat(100) + "\n").repeat(500);
		List<Thread> threads = IntStream.range(0, 4)
			.mapToObj(
					(number) -> new Thread(new LineForwarder("w" + number, input(lines), this.stream, new LastLines())))
			.toList();
		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(this.out.toString(StandardCharsets.UTF_8).lines()).hasSize(2000)
			.allMatch((line) -> line.matches("\\[w\\d] a{100}"));
	}

	private String forward(String text) {
		LineForwarder forwarder = new LineForwarder("w", input(text), this.stream, new LastLines());
		forwarder.run();
		assertThat(forwarder.done()).isDone();
		return this.out.toString(StandardCharsets.UTF_8);
	}

	private static ByteArrayInputStream input(String text) {
		return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
	}

}
