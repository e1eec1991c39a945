package io.bootcluster.primary.supervisor;

import io.bootcluster.GateState;
import io.bootcluster.Traffic;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Tally}.
 */
class TallyTests {

	/**
	 * Two examples of R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890, table
	 * II, method 10, which are two-sided at 95 %.
	 */
	@Test
	void exceedsIsTheLowerEndOfNewcombesInterval() {
		Offset<Double> digits = Offset.offset(0.00005);
		assertThat(new Tally(70, 56).exceeds(new Tally(80, 48), 1.959964)).isEqualTo(0.0524, digits);
		assertThat(new Tally(10, 9).exceeds(new Tally(10, 3), 1.959964)).isEqualTo(0.1705, digits);
	}

	@Test
	void exceedsWhenOneHasNoAnswersIsNothing() {
		assertThat(new Tally(100, 100).exceeds(Tally.NONE, 1.645)).isLessThanOrEqualTo(0);
		assertThat(Tally.NONE.exceeds(new Tally(100, 0), 1.645)).isLessThanOrEqualTo(0);
	}

	@Test
	void ofCountsWhatHasEnded() {
		assertThat(Tally.of(new Traffic.Backend(GateState.OPEN, 3, 10, 2, 1))).isEqualTo(new Tally(7, 3));
		assertThat(Tally.of(new Traffic.Backend(GateState.OPEN, 9, 10, 2, 1))).isEqualTo(new Tally(1, 1));
	}

}
