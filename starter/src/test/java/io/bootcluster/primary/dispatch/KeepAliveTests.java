package io.bootcluster.primary.dispatch;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link KeepAlive}.
 */
class KeepAliveTests {

	@ParameterizedTest
	@ValueSource(ints = { 5, 6, 7, 10, 75, 600, 32_767 })
	void withinAddsUpToTheTime(int seconds) {
		KeepAlive keepAlive = KeepAlive.within(Duration.ofSeconds(seconds));
		assertThat(keepAlive.idle() + keepAlive.probes() * keepAlive.interval()).isEqualTo(seconds);
		assertThat(keepAlive.unacknowledged()).isEqualTo(1000 * seconds);
		assertThat(keepAlive.idle()).isGreaterThanOrEqualTo(keepAlive.interval()).isPositive();
	}

	@Test
	void withinWhenTimeIsShortTakesFiveSeconds() {
		assertThat(KeepAlive.within(Duration.ofMillis(100))).isEqualTo(new KeepAlive(2, 1, 3, 5000));
	}

	@Test
	void withinWhenTimeIsLongTakesWhatTheKernelTakes() {
		assertThat(KeepAlive.within(Duration.ofDays(3650))).isEqualTo(KeepAlive.within(Duration.ofSeconds(32_767)));
	}

}
