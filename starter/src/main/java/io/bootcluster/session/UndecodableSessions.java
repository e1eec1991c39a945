package io.bootcluster.session;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.NestedExceptionUtils;

/**
 * Tells of sessions that could not be decoded, at most once a minute. Safe from any
 * thread.
 */
final class UndecodableSessions {

	private static final Log logger = LogFactory.getLog(UndecodableSessions.class);

	private static final Duration SILENCE = Duration.ofMinutes(1);

	private final LongSupplier nanos;

	private final AtomicLong quietUntil;

	private final AtomicInteger untold = new AtomicInteger();

	UndecodableSessions(LongSupplier nanos) {
		this.nanos = nanos;
		this.quietUntil = new AtomicLong(nanos.getAsLong());
	}

	void found(Throwable failure) {
		long now = this.nanos.getAsLong();
		long until = this.quietUntil.get();
		if (now - until < 0 || !this.quietUntil.compareAndSet(until, now + SILENCE.toNanos())) {
			this.untold.incrementAndGet();
			return;
		}
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
		int more = this.untold.getAndSet(0);
		logger.warn("A session cannot be decoded and counts as absent: " + cause
				+ ((more > 0) ? " (" + more + " values more since this was last told)" : ""));
	}

}
