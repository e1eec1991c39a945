package io.bootcluster.primary.supervisor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.bootcluster.GateState;
import io.bootcluster.Prober;
import io.bootcluster.Traffic;
import io.bootcluster.TrafficGate;
import io.bootcluster.WorkerAddress;
import io.bootcluster.WorkerId;

/**
 * Counts that the test makes up, and questions that it answers.
 */
final class FakeTraffic implements Traffic, Prober {

	final List<String> asked = new ArrayList<>();

	private final Map<WorkerId, Backend> backends = new HashMap<>();

	private CompletableFuture<Answer> answer = new CompletableFuture<>();

	Surroundings.Requests requests(TrafficGate gate) {
		return new Surroundings.Requests(gate, this, this);
	}

	/**
	 * Answer the question that was asked last.
	 */
	void answer(int status) {
		CompletableFuture<Answer> open = this.answer;
		this.answer = new CompletableFuture<>();
		open.complete((status != 0) ? new Answer(status, "") : Answer.missing("no answer within 10000 ms"));
	}

	void count(String worker, long requests, long errors) {
		this.backends.put(Stage.id(worker), new Backend(GateState.OPEN, 0, requests, 0, errors));
	}

	@Override
	public CompletionStage<Answer> ask(WorkerAddress address, String path, Duration timeout) {
		this.asked.add(path);
		return this.answer;
	}

	@Override
	public CompletionStage<Answer> probe(WorkerAddress address, String path, Duration timeout) {
		throw new UnsupportedOperationException("health does this");
	}

	@Override
	public CompletionStage<List<InFlight>> inFlight(WorkerId worker) {
		return CompletableFuture.completedStage(List.of());
	}

	@Override
	public Snapshot snapshot() {
		return new Snapshot("least-busy", 0, 0, 0, 0, 0, 0, this.backends);
	}

}
