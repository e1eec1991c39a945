package io.bootcluster.primary.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Pace}.
 */
class PaceTests {

	private static final long MILLI = Duration.ofMillis(1).toNanos();

	private long now = Long.MAX_VALUE - 5 * MILLI;

	private final List<Long> told = new ArrayList<>();

	private Pace pace(Duration window) {
		return new Pace(this.now, window);
	}

	/**
	 * Tell all of them, each as soon as it is due.
	 * @return milliseconds until the last was told
	 */
	private long tell(Pace pace, int tunnels) {
		long start = this.now;
		int left = tunnels;
		while (left > 0) {
			int due = pace.due(this.now, left);
			for (int i = 0; i < due; i++) {
				this.told.add(this.now - start);
			}
			left -= due;
			this.now += (left > 0) ? pace.pause(this.now) : 0;
		}
		return (this.now - start) / MILLI;
	}

	@Test
	void dueWhenFirstIsAtOnce() {
		assertThat(pace(Duration.ofSeconds(15)).due(this.now, 50)).isOne();
	}

	@Test
	void dueWhenFewIsAHundredASecond() {
		assertThat(tell(pace(Duration.ofSeconds(15)), 101)).isEqualTo(1000);
		for (int i = 1; i < this.told.size(); i++) {
			assertThat(this.told.get(i) - this.told.get(i - 1)).isEqualTo(10 * MILLI);
		}
	}

	@Test
	void dueWhenManyIsSpreadOverTheWindow() {
		assertThat(tell(pace(Duration.ofSeconds(15)), 10_000)).isBetween(14_900L, 15_000L);
		assertThat(this.told.stream().filter((at) -> at < 1000 * MILLI).count()).isBetween(600L, 700L);
	}

	@Test
	void dueWhenMostJoinLaterIsStillDoneInTime() {
		long start = this.now;
		Pace pace = pace(Duration.ofSeconds(2));
		tell(pace, 50);
		tell(pace, 1000);
		assertThat((this.now - start) / MILLI).isBetween(1900L, 2000L);
	}

	@Test
	void dueWhenThereIsNoTimeIsAll() {
		assertThat(pace(Duration.ZERO).due(this.now, 1000)).isEqualTo(1000);
	}

	@Test
	void dueWhenNobodyWasThereForLongDoesNotMakeUpForIt() {
		Pace pace = pace(Duration.ofSeconds(60));
		assertThat(pace.due(this.now, 1)).isOne();
		this.now += Duration.ofSeconds(20).toNanos();
		assertThat(pace.due(this.now, 1000)).isBetween(1, 6);
	}

	@Test
	void dueWhenWokenLateMakesUpForIt() {
		Pace pace = pace(Duration.ofSeconds(60));
		assertThat(pace.due(this.now, 100)).isOne();
		this.now += 30 * MILLI;
		assertThat(pace.due(this.now, 99)).isEqualTo(3);
		assertThat(pace.pause(this.now)).isEqualTo(10 * MILLI);
	}

}
