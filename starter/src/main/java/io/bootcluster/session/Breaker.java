package io.bootcluster.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.data.redis.RedisConnectionFailureException;

/**
 * Lets calls fail at once while Redis does not answer, so that no request waits for more
 * than one command's timeout, however many commands it has and however many requests
 * there are. After a failure all calls fail for a moment; then one call tries, and those
 * that come meanwhile wait for its outcome. Safe from any thread.
 */
final class Breaker {

	private static final Log logger = LogFactory.getLog(Breaker.class);

	private final Duration pause;

	private final Duration longestWait;

	private final Predicate<RuntimeException> isOutage;

	private final LongSupplier nanos;

	private final AtomicReference<@Nullable CompletableFuture<Boolean>> trial = new AtomicReference<>();

	private volatile boolean healthy;

	private volatile @Nullable Outage outage;

	/**
	 * Create a breaker for a Redis that has not answered yet.
	 * @param pause how long all calls fail after a failure
	 * @param longestWait how long a call waits for another one's trial
	 * @param isOutage tells which failures mean that Redis does not answer
	 * @param nanos monotonic time
	 */
	Breaker(Duration pause, Duration longestWait, Predicate<RuntimeException> isOutage, LongSupplier nanos) {
		this.pause = pause;
		this.longestWait = longestWait;
		this.isOutage = isOutage;
		this.nanos = nanos;
	}

	/**
	 * Make a call, unless it would have to wait for a Redis that does not answer.
	 * @param <T> type of the result
	 * @param call what to do
	 * @return its result
	 * @throws RedisConnectionFailureException if Redis did not answer a moment ago
	 */
	<T extends @Nullable Object> T call(Supplier<T> call) {
		if (this.healthy) {
			return attempt(call);
		}
		Outage last = this.outage;
		if (last != null && this.nanos.getAsLong() - last.nanos() < this.pause.toNanos()) {
			throw last.exception();
		}
		CompletableFuture<Boolean> mine = new CompletableFuture<>();
		CompletableFuture<Boolean> running = this.trial.compareAndExchange(null, mine);
		if (running != null) {
			if (!isSuccess(running)) {
				throw outageException();
			}
			return attempt(call);
		}
		try {
			return attempt(call);
		}
		finally {
			this.trial.set(null);
			mine.complete(this.healthy);
		}
	}

	private <T extends @Nullable Object> T attempt(Supplier<T> call) {
		try {
			T result = call.get();
			succeeded();
			return result;
		}
		catch (RuntimeException ex) {
			if (this.isOutage.test(ex)) {
				failed(ex);
			}
			else {
				succeeded();
			}
			throw ex;
		}
	}

	private void succeeded() {
		if (!this.healthy) {
			this.healthy = true;
			if (this.outage != null) {
				this.outage = null;
				logger.info("Redis answers again: sessions work");
			}
		}
	}

	private void failed(RuntimeException ex) {
		if (this.outage == null) {
			logger.warn("Redis does not answer: requests with a session fail, others go on ("
					+ NestedExceptionUtils.getMostSpecificCause(ex).getMessage() + ")");
		}
		this.outage = new Outage(this.nanos.getAsLong(), ex);
		this.healthy = false;
	}

	private boolean isSuccess(CompletableFuture<Boolean> running) {
		try {
			return running.get(this.longestWait.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException | TimeoutException ex) {
			return false;
		}
	}

	private RuntimeException outageException() {
		Outage last = this.outage;
		return (last != null) ? last.exception() : new RedisConnectionFailureException("Redis does not answer");
	}

	private record Outage(long nanos, RuntimeException cause) {

		RuntimeException exception() {
			return new RedisConnectionFailureException("Redis does not answer", this.cause);
		}

	}

}
