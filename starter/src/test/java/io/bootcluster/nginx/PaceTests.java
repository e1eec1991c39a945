package io.bootcluster.nginx;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nginx is bothered at most once in a quiet period.
 */
class PaceTests {

	private final Pace pace = new Pace(Duration.ofMillis(500));

	@Test
	void isDueWhenChangedWaitsForTheQuietPeriod() {
		assertThat(due("a", 0)).isFalse();
		assertThat(due("a", 499)).isFalse();
		assertThat(due("a", 500)).isTrue();
	}

	@Test
	void isDueWhenChangedAgainWithinIsNotPutOff() {
		due("a", 0);
		due("b", 400);
		assertThat(due("c", 500)).isTrue();
	}

	@Test
	void isDueWhenBroughtIsNot() {
		this.pace.brought("a");
		assertThat(due("a", 10_000)).isFalse();
		assertThat(due("b", 10_000)).isFalse();
		assertThat(due("b", 10_500)).isTrue();
	}

	@Test
	void isDueWhenChangedBackIsNot() {
		this.pace.brought("a");
		due("b", 0);
		due("a", 100);
		assertThat(due("b", 600)).isFalse();
	}

	@Test
	void isDueWhenFailedTriesEverMoreSeldom() {
		due("a", 0);
		this.pace.failed(nanos(500));
		assertThat(due("a", 999)).isFalse();
		assertThat(due("a", 1000)).isTrue();
		this.pace.failed(nanos(1000));
		assertThat(due("a", 1999)).isFalse();
		assertThat(due("a", 2000)).isTrue();
		for (int i = 0; i < 20; i++) {
			this.pace.failed(nanos(2000));
		}
		assertThat(due("a", 31_999)).isFalse();
		assertThat(due("a", 32_000)).isTrue();
	}

	@Test
	void isDueWhenFailedAndChangedTriesAfterTheQuietPeriod() {
		due("a", 0);
		for (int i = 0; i < 20; i++) {
			this.pace.failed(nanos(0));
		}
		assertThat(due("b", 100)).isFalse();
		assertThat(due("b", 600)).isTrue();
	}

	@Test
	void isDueWhenForgottenIsAgain() {
		this.pace.brought("a");
		this.pace.forget();
		due("a", 0);
		assertThat(due("a", 500)).isTrue();
	}

	private boolean due(String block, long millis) {
		return this.pace.isDue(block, nanos(millis));
	}

	private static long nanos(long millis) {
		return Duration.ofMillis(millis).toNanos();
	}

}
