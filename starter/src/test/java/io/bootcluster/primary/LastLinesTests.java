package io.bootcluster.primary;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LastLines}.
 */
class LastLinesTests {

	private final LastLines last = new LastLines();

	@Test
	void linesAreInTheOrderInWhichTheyCame() {
		add("one");
		add("");
		add("zwölf");
		assertThat(this.last.lines()).containsExactly("one", "", "zwölf");
	}

	@Test
	void linesWhenTheyAreTooManyAreTheLastOnes() {
		for (int i = 1; i <= LastLines.MOST + 7; i++) {
			add("line " + i);
		}
		assertThat(this.last.lines()).hasSize(LastLines.MOST).startsWith("line 8").endsWith("line 1007");
	}

	@Test
	void linesWhenTheyAreTooLongAreCutAndFewer() {
		for (int i = 0; i < 100; i++) {
			add("x".repeat(LastLines.LONGEST + 1));
		}
		assertThat(this.last.lines()).hasSize(LastLines.MOST_BYTES / LastLines.LONGEST)
			.allMatch((line) -> line.length() == LastLines.LONGEST);
	}

	private void add(String line) {
		byte[] bytes = ("> " + line).getBytes(StandardCharsets.UTF_8);
		this.last.add(bytes, 2, bytes.length - 2);
	}

}
