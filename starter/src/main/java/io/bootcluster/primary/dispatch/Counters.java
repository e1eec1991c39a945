package io.bootcluster.primary.dispatch;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

import io.bootcluster.Measures;

/**
 * What all event loops count together. Safe from any thread.
 */
final class Counters {

	private final LongAdder requests = new LongAdder();

	private final LongAdder retries = new LongAdder();

	private final LongAdder failures = new LongAdder();

	private final Map<Integer, LongAdder> refusals = new ConcurrentHashMap<>();

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
	 * A request was refused before it was routed.
	 * @param status what it was answered
	 */
	void refused(int status) {
		this.refusals.computeIfAbsent(status, (unseen) -> new LongAdder()).increment();
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

	/**
	 * Return what was counted of the node.
	 * @param connections client connections accepted
	 * @return an immutable snapshot
	 */
	Measures.Counts measured(long connections) {
		Map<String, Long> refused = new HashMap<>();
		this.refusals.forEach((status, count) -> refused.put(Integer.toString(status), count.sum()));
		return new Measures.Counts(connections, requests(), retries(), failures(), refused, Map.of());
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
