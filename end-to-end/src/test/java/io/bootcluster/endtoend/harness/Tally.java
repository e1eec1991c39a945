package io.bootcluster.endtoend.harness;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts how requests ended. Safe from any thread.
 */
public final class Tally {

	private final Map<String, LongAdder> outcomes = new ConcurrentSkipListMap<>();

	private final Map<String, LongAdder> byWorker = new ConcurrentHashMap<>();

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private volatile long slowest;

	void answered(Answer answer, long start) {
		long took = took(start);
		add(this.outcomes, Integer.toString(answer.status()));
		if (answer.status() == 200) {
			answer.field("content-type")
				.filter((type) -> type.contains("json"))
				.map((type) -> answer.json())
				.ifPresent((json) -> add(this.byWorker,
						json.path("worker").asString() + "." + json.path("generation").asString()));
		}
		else {
			this.failures.add(answer + " after " + took + " ms");
		}
	}

	void failed(Exception ex, boolean kept, long start) {
		add(this.outcomes, ex.getClass().getSimpleName());
		this.failures.add("%s on a %s connection after %d ms".formatted(ex, kept ? "kept" : "fresh", took(start)));
	}

	private synchronized long took(long start) {
		long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
		this.slowest = Math.max(this.slowest, took);
		return took;
	}

	/**
	 * Return how many were answered 200.
	 * @return the count
	 */
	public long good() {
		return count("200");
	}

	/**
	 * Return how many ended one way.
	 * @param outcome the status, or what the client's failure is called
	 * @return the count
	 */
	public long count(String outcome) {
		LongAdder count = this.outcomes.get(outcome);
		return (count != null) ? count.sum() : 0;
	}

	/**
	 * Return what became of the others, at most the first few.
	 * @return a text for each
	 */
	public List<String> failures() {
		return this.failures.stream().limit(20).toList();
	}

	/**
	 * Return how many requests one life of a worker answered.
	 * @param worker the worker
	 * @return the count
	 */
	public long answeredBy(View.Worker worker) {
		LongAdder count = this.byWorker.get(worker.toString());
		return (count != null) ? count.sum() : 0;
	}

	public long slowestMillis() {
		return this.slowest;
	}

	private static void add(Map<String, LongAdder> counts, String name) {
		counts.computeIfAbsent(name, (key) -> new LongAdder()).increment();
	}

	@Override
	public String toString() {
		return this.outcomes + " by worker " + new TreeMap<>(this.byWorker) + ", slowest " + this.slowest + " ms";
	}

}
