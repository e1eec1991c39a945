package io.bootcluster.endtoend.harness;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A cluster that serves: what can be asked of it and done to its workers.
 */
public final class Cluster implements AutoCloseable {

	private static final Duration START = Duration.ofSeconds(180);

	private static final Duration SELDOM = Duration.ofMillis(1500);

	private final Run run;

	private final int workers;

	private Cluster(Run run, int workers) {
		this.run = run;
		this.workers = workers;
	}

	public static Cluster serving(Run run, int workers) {
		Cluster cluster = new Cluster(run, workers);
		try {
			cluster.awaitAllServing();
			return cluster;
		}
		catch (Throwable ex) {
			try (run) {
				throw new IllegalStateException("Does not serve:\n" + run.output(), ex);
			}
		}
	}

	public Run run() {
		return this.run;
	}

	public int port() {
		return this.run.port();
	}

	public Output output() {
		return this.run.output();
	}

	public Client client() {
		return this.run.client();
	}

	/**
	 * Return what the cluster says of itself.
	 * @return the view
	 * @throws IOException if nobody answered
	 */
	public View view() throws IOException {
		return new View(client().get("/actuator/cluster").ok().json());
	}

	public View.Worker worker(int slot) throws IOException {
		return view().serving().filter((worker) -> worker.slot() == slot).findFirst().orElseThrow();
	}

	public List<View.Worker> workers() throws IOException {
		return view().serving().toList();
	}

	/**
	 * Wait until each slot holds a worker that takes requests.
	 */
	public void awaitAllServing() {
		await("all workers serve").atMost(START).ignoreExceptions().until(() -> {
			if (!this.run.isAlive()) {
				return true;
			}
			return view().serving()
				.filter(View.Worker::isOpen)
				.map(View.Worker::slot)
				.distinct()
				.count() == this.workers;
		});
		assertThat(this.run.isAlive()).as("primary runs").isTrue();
		this.run.children();
	}

	/**
	 * Wait until the slot of a worker holds a later life of it, which takes requests.
	 * @param before the life that ended
	 * @param bound how long it may take
	 */
	public void awaitReplaced(View.Worker before, Duration bound) {
		await("slot %d serves again".formatted(before.slot())).atMost(bound).ignoreExceptions().until(() -> {
			View.Worker now = worker(before.slot());
			return now.generation() > before.generation() && now.isOpen();
		});
		this.run.children();
	}

	/**
	 * Wait until requests are in flight. The view is drawn twice a second, and counts the
	 * very request that asks for it: asked seldom, it shows only the others.
	 * @param count how many, at least
	 */
	public void awaitInFlight(int count) {
		await(count + " in flight").pollDelay(SELDOM)
			.pollInterval(SELDOM)
			.atMost(Duration.ofSeconds(30))
			.until(() -> view().dispatcher("inFlight") >= count);
	}

	/**
	 * Reload and wait for the end of the roll-out.
	 * @param bound how long it may take
	 * @return how it ended
	 */
	public View.Passed reload(Duration bound) throws IOException {
		int before = view().history().size();
		this.run.signal(Signal.HUP);
		await("end of the roll-out").atMost(bound).ignoreExceptions().until(() -> view().history().size() > before);
		this.run.children();
		return view().history().get(before);
	}

	/**
	 * Kill a worker and wait until the kernel has taken it away.
	 * @param worker the worker
	 */
	public void kill(View.Worker worker) {
		this.run.children();
		ProcessHandle process = ProcessHandle.of(worker.pid()).orElseThrow();
		Signal.KILL.send(worker.pid());
		awaitExit(process, Duration.ofSeconds(10));
	}

	/**
	 * Wait until a process has gone.
	 * @param process the process
	 * @param bound how long it may take
	 */
	public static void awaitExit(ProcessHandle process, Duration bound) {
		try {
			process.onExit().get(bound.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException | TimeoutException ex) {
			throw new AssertionError("Process " + process.pid() + " still runs after " + bound, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.run.close();
	}

}
