package io.bootcluster.primary.dispatch;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Tells, at most once a second as a warning, which requests the dispatcher had to answer
 * itself because workers failed them. Safe from any thread.
 */
final class FailureLog {

	private static final Log logger = LogFactory.getLog(FailureLog.class);

	private static final long PAUSE = Duration.ofSeconds(1).toNanos();

	private final LongSupplier nanos;

	private final AtomicLong next;

	private final AtomicInteger untold = new AtomicInteger();

	FailureLog(LongSupplier nanos) {
		this.nanos = nanos;
		this.next = new AtomicLong(nanos.getAsLong());
	}

	void failed(int status, Replay replay, @Nullable Backend backend, String cause) {
		warn(() -> {
			String where = (backend != null) ? " from " + backend : "";
			String id = replay.asker().requestId();
			return "Answered " + status + " to '" + replay.requestLine() + "'" + where + ": " + cause
					+ (id.isEmpty() ? "" : " (request " + id + ")");
		});
	}

	/**
	 * Tell that a client was cut off for what it did, not for what a worker did.
	 * @param backend the worker that had its request
	 * @param whom and why
	 */
	void cut(@Nullable Backend backend, String whom) {
		warn(() -> "Cut off from " + backend + ": " + whom);
	}

	/**
	 * What is not told is not put into words, for much of it comes when there is too much
	 * to do anyway.
	 */
	private void warn(Supplier<String> what) {
		long now = this.nanos.getAsLong();
		long due = this.next.get();
		if (now - due < 0 || !this.next.compareAndSet(due, now + PAUSE)) {
			this.untold.incrementAndGet();
			debug(what);
			return;
		}
		int before = this.untold.getAndSet(0);
		logger.warn(what.get() + ((before > 0) ? " (and " + before + " more since the last such line)" : ""));
	}

	/**
	 * Tell how an exchange ended, unless it just went well.
	 * @param outcome how
	 * @param replay what is still known of the request
	 */
	void ended(Outcome outcome, Replay replay) {
		if (outcome != Outcome.ANSWERED && logger.isTraceEnabled()) {
			logger.trace(outcome + " " + replay.requestLine());
		}
	}

	void debug(Supplier<String> what) {
		if (logger.isDebugEnabled()) {
			logger.debug(what.get());
		}
	}

}
