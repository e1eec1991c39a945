package io.bootcluster.primary.dispatch;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.bootcluster.Prober;
import io.bootcluster.WorkerAddress;

/**
 * Asks workers for their health, each time over a fresh connection on one of the event
 * loops that carry requests. Safe from any thread.
 */
final class Probes implements Prober {

	private final Shared shared;

	private final List<Lane> lanes;

	private final AtomicInteger turn = new AtomicInteger();

	Probes(Shared shared, List<Lane> lanes) {
		this.shared = shared;
		this.lanes = lanes;
	}

	@Override
	public CompletionStage<Answer> probe(WorkerAddress address, String path, Duration timeout) {
		Lane lane = this.lanes.get(Math.floorMod(this.turn.getAndIncrement(), this.lanes.size()));
		SocketAddress target = this.shared.transport().target(address.main());
		CompletableFuture<Answer> answer = new CompletableFuture<>();
		Probe probe = new Probe(path, this.shared.secret(), answer);
		if (!lane.execute(() -> probe.begin(lane, target, timeout))) {
			answer.complete(Answer.missing("the dispatcher is closed"));
		}
		return answer.minimalCompletionStage();
	}

}
