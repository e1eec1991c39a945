package io.bootcluster.primary.redis;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RestartDelayTests {

	private final RestartDelay delay = new RestartDelay(0);

	@Test
	void nextWhenLivesAreShortDoublesUpToFiveSeconds() {
		assertThat(this.delay.next(1)).hasMillis(200);
		assertThat(this.delay.next(2)).hasMillis(400);
		assertThat(this.delay.next(3)).hasMillis(800);
		assertThat(this.delay.next(4)).hasMillis(1600);
		assertThat(this.delay.next(5)).hasMillis(3200);
		assertThat(this.delay.next(6)).hasSeconds(5);
		assertThat(this.delay.next(7)).hasSeconds(5);
	}

	@Test
	void nextWhenLifeWasCalmIsShortAgain() {
		this.delay.next(1);
		this.delay.next(2);
		assertThat(this.delay.next(Duration.ofMinutes(1).toNanos())).hasMillis(200);
	}

}
