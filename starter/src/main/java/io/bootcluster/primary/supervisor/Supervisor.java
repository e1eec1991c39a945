package io.bootcluster.primary.supervisor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.bootcluster.Verdict;
import io.bootcluster.WorkerId;
import io.bootcluster.control.Message;

/**
 * Keeps the wanted workers alive. One thread owns all lifecycle state; every method here
 * only posts an event and is safe from any thread.
 */
public final class Supervisor {

	private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

	/**
	 * Create a supervisor that does nothing yet.
	 * @param settings how to keep the workers
	 * @param release id of the release to run
	 * @param surroundings what to act upon
	 */
	public Supervisor(SupervisorSettings settings, String release, Surroundings surroundings) {
	}

	/**
	 * Start the thread, and with it the first worker.
	 */
	public void start() {
	}

	/**
	 * Return how it ends: stopped as asked, or the application could not start. By then
	 * no worker is alive.
	 * @return completes once, never exceptionally
	 */
	public CompletionStage<Outcome> outcome() {
		return this.outcome;
	}

	/**
	 * Return all lives as they are now.
	 * @return the picture of the latest turn
	 */
	public Picture picture() {
		return new Picture("starting", 0, "", null, java.util.List.of());
	}

	/**
	 * Drain and stop all workers. A second call hastens: nothing is waited for.
	 */
	public void stop() {
	}

	/**
	 * Want more or fewer workers; at least one is always wanted.
	 * @param change how many more, negative for fewer
	 */
	public void scale(int change) {
	}

	/**
	 * Replace every worker, one slot at a time: the next life must serve before the old
	 * one drains.
	 * @param wish id of the wish, shown in the picture
	 * @param release id of the release to run from now on
	 */
	public void reload(String wish, String release) {
	}

	/**
	 * Take note of what health concluded.
	 * @param verdict the verdict
	 */
	public void judged(Verdict verdict) {
	}

	/**
	 * Take note that a worker has opened its line.
	 * @param worker the worker
	 */
	public void lineOpened(WorkerId worker) {
	}

	/**
	 * Take note that a worker was refused on the line.
	 * @param worker the worker
	 * @param reason why
	 */
	public void lineRefused(WorkerId worker, String reason) {
	}

	/**
	 * Take note of what a worker said.
	 * @param worker the worker
	 * @param message what it said
	 */
	public void lineReceived(WorkerId worker, Message.Up message) {
	}

	/**
	 * Take note that a worker's line is closed.
	 * @param worker the worker
	 */
	public void lineClosed(WorkerId worker) {
	}

}
