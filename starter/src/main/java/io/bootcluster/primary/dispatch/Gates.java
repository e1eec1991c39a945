package io.bootcluster.primary.dispatch;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.bootcluster.CloseReason;
import io.bootcluster.TrafficGate;
import io.bootcluster.WorkerAddress;
import io.bootcluster.WorkerId;

/**
 * Opens and closes workers to new requests by replacing the set of backends that all
 * event loops read. Safe from any thread.
 */
final class Gates implements TrafficGate {

	private final Shared shared;

	private final List<Lane> lanes;

	/**
	 * The latest generation of each slot that will not open again.
	 */
	private final Map<Integer, Integer> ended = new HashMap<>();

	Gates(Shared shared, List<Lane> lanes) {
		this.shared = shared;
		this.lanes = lanes;
	}

	@Override
	public synchronized void open(WorkerId worker, String release, WorkerAddress address) {
		if (this.ended.getOrDefault(worker.slot(), 0) >= worker.generation()) {
			return;
		}
		BackendSet.Entry known = this.shared.backends().find(worker);
		Backend backend = (known != null) ? known.backend()
				: new Backend(worker, targets(address), tallies(worker, release));
		Drain drain = backend.drain();
		backend.drain(null);
		this.shared.served(address.main().isUnix());
		this.shared.replace(this.shared.backends().with(backend, null));
		if (drain != null) {
			drain.finish();
		}
		changed();
	}

	private Backend.Tallies tallies(WorkerId worker, String release) {
		Timings timings = this.shared.timings();
		Set<SlotTimings> used = this.shared.backends()
			.entries()
			.stream()
			.map((entry) -> entry.backend().timings())
			.collect(Collectors.toSet());
		return new Backend.Tallies(timings.of(worker.slot(), release, used), timings.ejections(worker.slot()));
	}

	private Backend.Targets targets(WorkerAddress address) {
		Transport transport = this.shared.transport();
		return new Backend.Targets(transport.target(address.main()),
				address.management().map(transport::target).orElse(null));
	}

	@Override
	public synchronized CompletionStage<Drained> close(WorkerId worker, CloseReason reason, Duration deadline) {
		if (reason.isFinal()) {
			this.ended.merge(worker.slot(), worker.generation(), Math::max);
		}
		BackendSet.Entry known = this.shared.backends().find(worker);
		if (known == null) {
			return CompletableFuture.completedStage(new Drained(0));
		}
		Backend backend = known.backend();
		this.shared.replace(without(known, reason));
		Drain before = backend.drain();
		Drain drain = (before != null) ? before : new Drain(backend, this.lanes);
		backend.drain(drain);
		if (reason == CloseReason.GONE) {
			this.lanes.forEach((lane) -> lane.execute(() -> lane.gone(backend)));
		}
		if (before == null) {
			drain.begin();
		}
		drain.within((reason == CloseReason.GONE) ? NO_DEADLINE : deadline);
		if (reason.isDrain() && deadline.compareTo(NO_DEADLINE) < 0) {
			drain.dismiss(deadline);
		}
		changed();
		return drain.done();
	}

	private BackendSet without(BackendSet.Entry known, CloseReason reason) {
		if (reason == CloseReason.GONE) {
			return this.shared.backends().without(known.backend());
		}
		boolean leaving = known.isLeaving() && !reason.isFinal();
		return this.shared.backends().with(known.backend(), leaving ? known.closed() : reason);
	}

	@Override
	public void explain(@Nullable String reason) {
		this.shared.explain(reason);
		changed();
	}

	private void changed() {
		this.lanes.forEach((lane) -> lane.execute(lane::backendsChanged));
	}

	/**
	 * Let nobody wait for a drain any more.
	 */
	synchronized void close() {
		for (BackendSet.Entry entry : this.shared.backends().entries()) {
			Drain drain = entry.backend().drain();
			if (drain != null) {
				drain.finish();
			}
		}
	}

}
