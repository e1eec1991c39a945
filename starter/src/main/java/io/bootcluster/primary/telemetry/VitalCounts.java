package io.bootcluster.primary.telemetry;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import io.bootcluster.ClusterView.Worker;
import io.bootcluster.Prober;
import io.bootcluster.WorkerAddress;
import io.bootcluster.WorkerId;

/**
 * Counts probes by their result, and remembers when each worker gave its last sign of
 * life. Concludes nothing, which is health's part. Safe from any thread.
 */
final class VitalCounts {

	private final LongSupplier nanos;

	private final Map<WorkerId, Long> beats = new ConcurrentHashMap<>();

	private final Map<WorkerId, WorkerAddress> listening = new ConcurrentHashMap<>();

	private final Map<Integer, Map<String, AtomicLong>> probes = new ConcurrentHashMap<>();

	VitalCounts(LongSupplier nanos) {
		this.nanos = nanos;
	}

	void beat(WorkerId worker) {
		this.beats.put(worker, this.nanos.getAsLong());
	}

	void listening(WorkerId worker, WorkerAddress address) {
		this.listening.put(worker, address);
	}

	void forget(WorkerId worker) {
		this.beats.remove(worker);
		this.listening.remove(worker);
	}

	void probed(WorkerAddress address, Prober.Answer answer) {
		this.listening.forEach((worker, known) -> {
			if (known.equals(address)) {
				this.probes.computeIfAbsent(worker.slot(), (unasked) -> new ConcurrentHashMap<>())
					.computeIfAbsent(result(answer), (unseen) -> new AtomicLong())
					.incrementAndGet();
			}
		});
	}

	private static String result(Prober.Answer answer) {
		return answer.isUp() ? "ok" : answer.isAnswered() ? "failed" : "missed";
	}

	Map<String, Long> probes(int slot) {
		Map<String, Long> counts = new TreeMap<>();
		this.probes.getOrDefault(slot, Map.of()).forEach((result, count) -> counts.put(result, count.get()));
		return counts;
	}

	/**
	 * Return how long ago the slot's worker gave a sign of life: the one that serves, or
	 * else the one that came last.
	 */
	long beatAge(int slot, List<Worker> workers) {
		Optional<Long> last = workers.stream()
			.filter((worker) -> worker.slot() == slot && WorkerComparison.isAlive(worker))
			.max(Comparator.comparing((Worker worker) -> worker.state().equals("serving"))
				.thenComparingInt(Worker::generation))
			.map((worker) -> this.beats.get(new WorkerId(worker.slot(), worker.generation())));
		return last.map((then) -> (this.nanos.getAsLong() - then) / 1_000_000).orElse(-1L);
	}

}
