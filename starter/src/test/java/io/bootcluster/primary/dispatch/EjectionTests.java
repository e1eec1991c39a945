package io.bootcluster.primary.dispatch;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Ejection}.
 */
class EjectionTests {

	private static final long START = Long.MAX_VALUE - 1000;

	private static final long PAUSE = Ejection.SHORTEST.toNanos();

	private final Ejection ejection = new Ejection();

	@Test
	void isEjectedWhenNothingHappenedIsFalse() {
		assertThat(this.ejection.isEjected(START)).isFalse();
	}

	@Test
	void refusedWhenOnceEjectsForAShortTime() {
		assertThat(this.ejection.refused(START)).isTrue();
		assertThat(this.ejection.isEjected(START + PAUSE - 1)).isTrue();
		assertThat(this.ejection.isEjected(START + PAUSE)).isFalse();
	}

	@Test
	void refusedWhenAgainAfterwardsEjectsTwiceAsLong() {
		this.ejection.refused(START);
		long second = START + PAUSE;
		this.ejection.refused(second);
		assertThat(this.ejection.isEjected(second + 2 * PAUSE - 1)).isTrue();
		assertThat(this.ejection.isEjected(second + 2 * PAUSE)).isFalse();
	}

	@Test
	void refusedWhenEjectedAlreadyCountsOnce() {
		this.ejection.refused(START);
		assertThat(this.ejection.refused(START + 1)).isFalse();
		assertThat(this.ejection.isEjected(START + PAUSE)).isFalse();
	}

	@Test
	void refusedWhenEndlesslyEjectsNoLongerThanTheLongest() {
		long now = START;
		for (int i = 0; i < 100; i++) {
			this.ejection.refused(now);
			now += Ejection.LONGEST.toNanos();
			assertThat(this.ejection.isEjected(now)).isFalse();
		}
	}

	@Test
	void brokenWhenInARowEjects() {
		assertThat(this.ejection.broken(START)).isFalse();
		assertThat(this.ejection.broken(START)).isFalse();
		assertThat(this.ejection.broken(START)).isTrue();
		assertThat(this.ejection.isEjected(START)).isTrue();
	}

	@Test
	void brokenWhenAnswersAreGoodInBetweenDoesNotEject() {
		for (int i = 0; i < 10; i++) {
			this.ejection.broken(START);
			this.ejection.broken(START);
			this.ejection.good();
		}
		assertThat(this.ejection.isEjected(START)).isFalse();
	}

	@Test
	void goodWhenEjectedEndsIt() {
		this.ejection.refused(START);
		this.ejection.good();
		assertThat(this.ejection.isEjected(START)).isFalse();
	}

}
