package io.bootcluster.primary.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import io.bootcluster.ClusterView.Exit;
import io.bootcluster.ClusterView.Start;
import io.bootcluster.ClusterView.Worker;
import org.jspecify.annotations.Nullable;

/**
 * Tells what must have happened to workers between two pictures. Pure.
 */
final class WorkerComparison {

	private static final String ERRORED = "errored";

	private static final Set<String> ENDED = Set.of("gone", ERRORED);

	private WorkerComparison() {
	}

	static List<Happening> of(List<Worker> before, List<Worker> now) {
		List<Happening> all = new ArrayList<>();
		before.stream()
			.filter((old) -> isAlive(old) && find(now, old).filter(WorkerComparison::isAlive).isEmpty())
			.forEach((old) -> all.add(exited(old, before, now)));
		for (Worker worker : now) {
			Optional<Worker> old = find(before, worker);
			if (old.isEmpty()) {
				all.add(started(worker));
				if (!isAlive(worker)) {
					all.add(exited(worker, before, now));
				}
			}
			all.addAll(changed(old.orElse(null), worker));
		}
		return all;
	}

	static String name(Worker worker) {
		return worker.slot() + "." + worker.generation();
	}

	static boolean isAlive(Worker worker) {
		return !ENDED.contains(worker.state());
	}

	static Optional<Worker> find(List<Worker> workers, Worker wanted) {
		return workers.stream()
			.filter((worker) -> worker.slot() == wanted.slot() && worker.generation() == wanted.generation())
			.findFirst();
	}

	private static Happening started(Worker worker) {
		Start start = worker.start();
		return Happening.of("worker.started", name(worker))
			.with("pid", worker.pid())
			.with("release", worker.release())
			.with("from", (start != null) ? start.from() : null);
	}

	/**
	 * How a slot's last life ended is known of the slot: it is this one's if it is new.
	 */
	private static Happening exited(Worker gone, List<Worker> before, List<Worker> now) {
		Exit known = lastExit(before, gone.slot());
		Exit exit = lastExit(now, gone.slot());
		Happening exited = Happening.of("worker.exited", name(gone));
		return (exit == null || exit.equals(known)) ? exited
				: exited.with("meaning", exit.meaning()).with("code", exit.code());
	}

	static @Nullable Exit lastExit(List<Worker> workers, int slot) {
		return workers.stream()
			.filter((worker) -> worker.slot() == slot)
			.findFirst()
			.map(Worker::lastExit)
			.orElse(null);
	}

	private static List<Happening> changed(@Nullable Worker old, Worker worker) {
		String before = (old != null) ? old.state() : "";
		String gate = (old != null) ? old.gate() : null;
		if (worker.state().equals("serving") && !before.equals("serving")) {
			return List.of(serving(worker));
		}
		if (worker.state().equals("draining") && !before.equals("draining")) {
			return List.of(Happening.of("worker.draining", name(worker)).with("in-flight", worker.inFlight()));
		}
		if (worker.state().equals(ERRORED) && !before.equals(ERRORED)) {
			return List.of(Happening.of("worker.errored", name(worker)).with("restarts", worker.restarts()));
		}
		if (gate != null && worker.gate() != null && !Objects.equals(gate, worker.gate())) {
			return List.of(Happening.of("worker.gate", name(worker)).with("gate", worker.gate()).with("before", gate));
		}
		return List.of();
	}

	private static Happening serving(Worker worker) {
		Start start = worker.start();
		return Happening.of("worker.serving", name(worker))
			.with("gate", worker.gate())
			.with("millis", (start != null && start.millis() >= 0) ? start.millis() : null);
	}

}
