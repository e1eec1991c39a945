package io.bootcluster.primary.supervisor;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.bootcluster.CloseReason;
import io.bootcluster.TrafficGate;
import io.bootcluster.WorkerAddress;
import io.bootcluster.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * A gate that notes what it is told; requests end when the test says so.
 */
final class FakeGate implements TrafficGate {

	final Set<WorkerId> open = new HashSet<>();

	final Map<WorkerId, CloseReason> reasons = new HashMap<>();

	final Map<WorkerId, Duration> deadlines = new HashMap<>();

	private final Set<WorkerId> known = new HashSet<>();

	private final Map<WorkerId, CompletableFuture<Drained>> draining = new HashMap<>();

	@Nullable String explanation;

	@Override
	public void open(WorkerId worker, String release, WorkerAddress address) {
		this.known.add(worker);
		this.open.add(worker);
		this.reasons.remove(worker);
	}

	@Override
	public CompletionStage<Drained> close(WorkerId worker, CloseReason reason, Duration deadline) {
		this.open.remove(worker);
		this.reasons.put(worker, reason);
		this.deadlines.put(worker, deadline);
		if (!this.known.contains(worker) || deadline.isZero()) {
			finish(worker);
			return CompletableFuture.completedFuture(new Drained(0));
		}
		return this.draining.computeIfAbsent(worker, (id) -> new CompletableFuture<>());
	}

	void finish(WorkerId worker) {
		CompletableFuture<Drained> drained = this.draining.remove(worker);
		if (drained != null) {
			drained.complete(new Drained(0));
		}
	}

	boolean isOpen(String worker) {
		return this.open.contains(Stage.id(worker));
	}

	CloseReason reason(String worker) {
		return this.reasons.get(Stage.id(worker));
	}

	Duration deadline(String worker) {
		return this.deadlines.get(Stage.id(worker));
	}

	@Override
	public void explain(@Nullable String reason) {
		this.explanation = reason;
	}

}
