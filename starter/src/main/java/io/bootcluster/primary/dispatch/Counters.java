package io.bootcluster.primary.dispatch;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * What all event loops count together. Safe from any thread.
 */
final class Counters {

	private final LongAdder requests = new LongAdder();

	private final LongAdder retries = new LongAdder();

	private final LongAdder failures = new LongAdder();

	private final AtomicInteger held = new AtomicInteger();

	void routed() {
		this.requests.increment();
	}

	void retried() {
		this.retries.increment();
	}

	void failed() {
		this.failures.increment();
	}

	/**
	 * Take a place among the held requests.
	 * @param capacity how many there are
	 * @return whether there was one
	 */
	boolean tryHold(int capacity) {
		if (this.held.incrementAndGet() <= capacity) {
			return true;
		}
		this.held.decrementAndGet();
		return false;
	}

	void released() {
		this.held.decrementAndGet();
	}

	int held() {
		return this.held.get();
	}

	long requests() {
		return this.requests.sum();
	}

	long retries() {
		return this.retries.sum();
	}

	long failures() {
		return this.failures.sum();
	}

}
