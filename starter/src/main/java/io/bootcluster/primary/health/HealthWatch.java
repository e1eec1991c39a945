package io.bootcluster.primary.health;

import java.util.function.Consumer;

import io.bootcluster.Prober;
import io.bootcluster.Verdict;
import io.bootcluster.WorkerAddress;
import io.bootcluster.WorkerId;

/**
 * Watches the workers that listen: probes them, hears their beats, and tells each change
 * of its verdict. Every method is safe from any thread and returns at once.
 */
public final class HealthWatch implements AutoCloseable {

	private HealthWatch() {
	}

	/**
	 * Start a watch with a thread of its own.
	 * @param settings when to ask and when to give up
	 * @param prober asks workers
	 * @param verdicts told each change, on the watch's thread; must return at once
	 * @return the watch
	 */
	public static HealthWatch open(HealthSettings settings, Prober prober, Consumer<Verdict> verdicts) {
		return new HealthWatch();
	}

	/**
	 * Watch a worker from now on.
	 * @param worker the worker
	 * @param address where to reach it
	 */
	public void watch(WorkerId worker, WorkerAddress address) {
	}

	/**
	 * Take note of a worker's beat.
	 * @param worker the worker
	 * @param deadlocked whether it reports a deadlock
	 */
	public void beat(WorkerId worker, boolean deadlocked) {
	}

	/**
	 * Take note of what a worker told of its readiness.
	 * @param worker the worker
	 * @param ready whether it is ready
	 * @param reason why not
	 */
	public void told(WorkerId worker, boolean ready, String reason) {
	}

	/**
	 * Forget a worker.
	 * @param worker the worker
	 */
	public void forget(WorkerId worker) {
	}

	@Override
	public void close() {
	}

}
