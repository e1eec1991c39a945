package io.bootcluster;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * When a worker is replaced though it is healthy, one at a time and the new one first. A
 * limit that is not set is none.
 *
 * @param heapShare Share of the largest heap that may be in use after a collection.
 * @param maxMemory Resident memory that a worker may have.
 * @param maxRequests Number of requests that a worker may be given.
 * @param maxAge Time that a worker may serve.
 * @param jitter Share by which each worker's limits are lowered at random, so that not
 * all are reached at once.
 * @param settleTime Time for which a new worker must stay below a limit on memory; one
 * that reaches it sooner needs as much, and recycling for that limit pauses.
 */
public record RecycleProperties(@Nullable Double heapShare, @Nullable DataSize maxMemory, @Nullable Long maxRequests,
		@Nullable Duration maxAge, @DefaultValue("0.1") double jitter, @DefaultValue("1m") Duration settleTime) {

	public RecycleProperties {
		if (heapShare != null) {
			Setting.share("recycle.heap-share", heapShare);
		}
		if (maxMemory != null) {
			Setting.notNegative("recycle.max-memory", maxMemory);
		}
		if (maxRequests != null) {
			Setting.inRange("recycle.max-requests", maxRequests, 1, Long.MAX_VALUE);
		}
		if (maxAge != null) {
			Setting.positive("recycle.max-age", maxAge);
		}
		Setting.share("recycle.jitter", jitter);
		Setting.notNegative("recycle.settle-time", settleTime);
	}

}
