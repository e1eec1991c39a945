package io.bootcluster.primary.dispatch;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.bootcluster.Prober.Answer;
import io.bootcluster.WorkerAddress;

/**
 * Asks workers for their health and whatever else, each time over a fresh connection on
 * one of the event loops that carry requests. Safe from any thread.
 */
final class Probes {

	private final Shared shared;

	private final List<Lane> lanes;

	private final AtomicInteger turn = new AtomicInteger();

	Probes(Shared shared, List<Lane> lanes) {
		this.shared = shared;
		this.lanes = lanes;
	}

	/**
	 * Ask for a health group.
	 * @param address the worker
	 * @param path the group's path
	 * @param timeout for connecting and the answer
	 * @return completes, never exceptionally
	 */
	CompletionStage<Answer> probe(WorkerAddress address, String path, Duration timeout) {
		return send(address, Question.ofHealth(path).text(this.shared.secret()), timeout);
	}

	/**
	 * Ask the application.
	 * @param question what to ask
	 * @param address the worker
	 * @param timeout for connecting and the answer
	 * @return completes, never exceptionally
	 */
	CompletionStage<Answer> ask(Question question, WorkerAddress address, Duration timeout) {
		return send(address, question.text(this.shared.secret()), timeout);
	}

	private CompletionStage<Answer> send(WorkerAddress address, String question, Duration timeout) {
		Lane lane = this.lanes.get(Math.floorMod(this.turn.getAndIncrement(), this.lanes.size()));
		SocketAddress target = this.shared.transport().target(address.main());
		CompletableFuture<Answer> answer = new CompletableFuture<>();
		Probe probe = new Probe(question, answer);
		if (!lane.execute(() -> probe.begin(lane, target, timeout))) {
			answer.complete(Answer.missing("the dispatcher is closed"));
		}
		return answer.minimalCompletionStage();
	}

}
