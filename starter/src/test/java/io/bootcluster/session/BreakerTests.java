package io.bootcluster.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.RedisConnectionFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BreakerTests {

	private final AtomicLong nanos = new AtomicLong();

	private final AtomicInteger calls = new AtomicInteger();

	private final Breaker breaker = new Breaker(Duration.ofMillis(100), Duration.ofSeconds(5),
			FailFastRedisTemplate::isOutage, this.nanos::get);

	@Test
	void callWhenHealthyReturnsTheResult() {
		assertThat(this.breaker.call(() -> "a")).isEqualTo("a");
		assertThat(this.breaker.call(() -> "b")).isEqualTo("b");
	}

	@Test
	void callWhenRedisDidNotAnswerAMomentAgoFailsWithoutAsking() {
		fail();
		assertThatExceptionOfType(RedisConnectionFailureException.class)
			.isThrownBy(() -> this.breaker.call(this.calls::incrementAndGet));
		assertThat(this.calls).hasValue(0);
	}

	@Test
	void callWhenPauseIsOverAsksAgain() {
		fail();
		this.nanos.addAndGet(Duration.ofMillis(101).toNanos());
		assertThat(this.breaker.call(() -> "back")).isEqualTo("back");
	}

	@Test
	void callWhenApplicationsMistakeDoesNotOpen() {
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> this.breaker.call(() -> {
			throw new IllegalStateException("Session was invalidated");
		}));
		assertThat(this.breaker.call(() -> "a")).isEqualTo("a");
	}

	@Test
	void callWhileAnotherTriesWaitsForItsOutcome() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		CompletableFuture<String> trial = callAsync(() -> {
			this.calls.incrementAndGet();
			await(release);
			return "trial";
		});
		Awaitility.await().until(() -> this.calls.get() == 1);
		CompletableFuture<String> other = callAsync(() -> "other");
		assertThat(other).isNotDone();
		release.countDown();
		assertThat(trial.get()).isEqualTo("trial");
		assertThat(other.get()).isEqualTo("other");
	}

	@Test
	void callWhileAnotherTriesInVainFailsWithIt() {
		CountDownLatch release = new CountDownLatch(1);
		CompletableFuture<String> trial = callAsync(() -> {
			this.calls.incrementAndGet();
			await(release);
			throw new QueryTimeoutException("timeout");
		});
		Awaitility.await().until(() -> this.calls.get() == 1);
		CompletableFuture<String> other = callAsync(() -> "other");
		release.countDown();
		assertThat(trial).failsWithin(Duration.ofSeconds(5));
		assertThat(other).failsWithin(Duration.ofSeconds(5));
	}

	private void fail() {
		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> this.breaker.call(() -> {
			throw new QueryTimeoutException("timeout");
		}));
	}

	private CompletableFuture<String> callAsync(Supplier<String> call) {
		return CompletableFuture.supplyAsync(() -> this.breaker.call(call));
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
