package io.bootcluster;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SteadyClock}.
 */
class SteadyClockTests {

	private final AtomicLong source = new AtomicLong(Long.MAX_VALUE - 5);

	private final SteadyClock clock = new SteadyClock(this.source::get);

	@Test
	void getWhenReadOftenFollowsItsSource() {
		long start = this.clock.getAsLong();
		for (int i = 0; i < 100; i++) {
			this.source.addAndGet(Duration.ofMillis(200).toNanos());
			this.clock.getAsLong();
		}
		assertThat(this.clock.getAsLong() - start).isEqualTo(Duration.ofSeconds(20).toNanos());
	}

	@Test
	void getWhenTheProcessWasPausedStandsStill() {
		long start = this.clock.getAsLong();
		this.source.addAndGet(Duration.ofMinutes(10).toNanos());
		assertThat(this.clock.getAsLong()).isEqualTo(start);
		this.source.addAndGet(Duration.ofMillis(300).toNanos());
		assertThat(this.clock.getAsLong() - start).isEqualTo(Duration.ofMillis(300).toNanos());
	}

}
