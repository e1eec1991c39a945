package io.bootcluster.primary.telemetry;

import java.time.Instant;
import java.util.List;

import io.bootcluster.ClusterView;
import io.bootcluster.ClusterView.Exit;
import io.bootcluster.ClusterView.Worker;
import org.jspecify.annotations.Nullable;

/**
 * Draws pictures of a node for tests.
 */
final class Pictures {

	static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

	private Pictures() {
	}

	static ClusterView of(Worker... workers) {
		return of("serving", new ClusterView.Release("r1", null, List.of()), 0, workers);
	}

	static ClusterView of(String state, Worker... workers) {
		return of(state, new ClusterView.Release("r1", null, List.of()), 0, workers);
	}

	static ClusterView of(String state, ClusterView.Release release, long requests, Worker... workers) {
		return new ClusterView(new ClusterView.Node("n1", "host:8080", state, AT, List.of()), release, List.of(workers),
				new ClusterView.Dispatcher("least-busy", 3, 2, 1, requests, 0, 0), List.of(), List.of());
	}

	static Worker worker(int slot, int generation, String state) {
		return worker(slot, generation, state, state.equals("serving") ? "open" : null, null);
	}

	static Worker worker(int slot, int generation, String state, @Nullable String gate, @Nullable Exit lastExit) {
		return new Worker(slot, generation, 1000 + slot, state, gate, AT, "r1", false, 1, 0, 0, generation - 1,
				lastExit, 10, 20, 30, new ClusterView.Start("cds", 2900));
	}

	static Worker leader(int slot, int generation) {
		Worker worker = worker(slot, generation, "serving");
		return new Worker(slot, generation, worker.pid(), "serving", "open", AT, "r1", true, 1, 0, 0, generation - 1,
				null, 10, 20, 30, worker.start());
	}

	static Worker busy(Worker worker, long requests) {
		return new Worker(worker.slot(), worker.generation(), worker.pid(), worker.state(), worker.gate(), AT,
				worker.release(), worker.leader(), 1, requests, 0, worker.restarts(), worker.lastExit(), 10, 20, 30,
				worker.start());
	}

}
