package io.bootcluster.primary;

import io.bootcluster.WorkerId;
import io.bootcluster.control.CommandOffice.Written;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecentLines}.
 */
class RecentLinesTests {

	private final RecentLines lines = new RecentLines();

	@Test
	void afterGivesWhatCameSince() {
		this.lines.add(new WorkerId(1, 1), "a");
		this.lines.add(new WorkerId(2, 3), "b");
		this.lines.add(new WorkerId(1, 2), "c");
		assertThat(this.lines.after(null, 1)).extracting(Written::text)
			.containsExactly("[worker-2.3] b", "[worker-1.2] c");
		assertThat(this.lines.after(1, 0)).extracting(Written::number).containsExactly(1L, 3L);
		assertThat(this.lines.after(null, 3)).isEmpty();
	}

	@Test
	void addWhenThereAreManyForgetsTheOldest() {
		for (int i = 0; i < 5000; i++) {
			this.lines.add(new WorkerId(1, 1), "x");
		}
		assertThat(this.lines.after(null, 0)).hasSize(RecentLines.MOST);
		for (int i = 0; i < 2000; i++) {
			this.lines.add(new WorkerId(1, 1), "x".repeat(4000));
		}
		assertThat(this.lines.after(null, 0)).hasSizeLessThan(300);
		assertThat(this.lines.after(null, 6999)).hasSize(1);
	}

}
