package io.bootcluster.primary.telemetry;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

import io.bootcluster.Prober;
import io.bootcluster.WorkerAddress;

/**
 * Counts how probes end that another prober sends. Safe from any thread.
 */
final class CountedProbes implements Prober {

	private final Prober prober;

	private final VitalCounts counts;

	CountedProbes(Prober prober, VitalCounts counts) {
		this.prober = prober;
		this.counts = counts;
	}

	@Override
	public CompletionStage<Answer> probe(WorkerAddress address, String path, Duration timeout) {
		CompletionStage<Answer> answer = this.prober.probe(address, path, timeout);
		answer.thenAccept((known) -> this.counts.probed(address, known));
		return answer;
	}

	@Override
	public CompletionStage<Answer> ask(WorkerAddress address, String path, Duration timeout) {
		return this.prober.ask(address, path, timeout);
	}

}
