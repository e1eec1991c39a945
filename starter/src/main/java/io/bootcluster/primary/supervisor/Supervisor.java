package io.bootcluster.primary.supervisor;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.bootcluster.Verdict;
import io.bootcluster.WorkerId;
import io.bootcluster.control.Message;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Keeps the wanted workers alive. One thread owns all lifecycle state and takes one event
 * at a time; every method here only posts an event and is safe from any thread.
 */
public final class Supervisor {

	private static final Log logger = LogFactory.getLog(Supervisor.class);

	private static final long TICK_MILLIS = 200;

	private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

	private final SupervisorSettings.Size size;

	private final Turn turn;

	private final Thread thread = new Thread(this::run, "bootcluster-supervisor");

	/**
	 * Create a supervisor that does nothing yet.
	 * @param settings how to keep the workers
	 * @param release id of the release to run
	 * @param surroundings what to act upon
	 */
	public Supervisor(SupervisorSettings settings, String release, Surroundings surroundings) {
		this.size = settings.size();
		this.turn = new Turn(settings, release, surroundings, this.events::add);
		this.thread.setDaemon(true);
	}

	/**
	 * Start the thread, and with it the first worker.
	 */
	public void start() {
		this.thread.start();
	}

	/**
	 * Return how it ends: stopped as asked, or the application could not start. By then
	 * no worker is alive, and the thread ends.
	 * @return completes once, never exceptionally
	 */
	public CompletionStage<Outcome> outcome() {
		return this.turn.outcome();
	}

	/**
	 * Return all lives as they are now.
	 * @return the picture of the latest turn
	 */
	public Picture picture() {
		return this.turn.picture();
	}

	/**
	 * Drain and stop all workers. A second call hastens: nothing is waited for.
	 */
	public void stop() {
		post((reports) -> reports.crew().end(Outcome.stopped()));
	}

	/**
	 * Want more or fewer workers; at least one is always wanted. More than memory has
	 * room for are refused in the log.
	 * @param change how many more, negative for fewer
	 */
	public void scale(int change) {
		post((reports) -> reports.crew().scaleTo(reports.crew().wanted() + change));
	}

	/**
	 * Want a number of workers.
	 * @param workers how many, 1 or more
	 * @throws TooManyWorkersException if memory has no room for so many, with the figures
	 */
	public void scaleTo(int workers) {
		if (workers > this.size.most()) {
			throw new TooManyWorkersException(workers, this.size);
		}
		post((reports) -> reports.crew().scaleTo(workers));
	}

	/**
	 * Replace every worker, one slot after the other: the next life must serve and prove
	 * itself before the old one drains. During a roll-out, this one follows when that has
	 * ended; of several that wait, only the last one does, and the others are withdrawn.
	 * @param wish id of the wish, which is the roll-out's in the picture
	 * @param release id of the release to run from now on
	 */
	public void reload(String wish, String release) {
		post((reports) -> reports.crew().rollouts().wish(Rollouts.Wish.of(wish, release)));
	}

	/**
	 * Go back to the release that was wanted before this one, by a roll-out like any
	 * other. Again means further back.
	 * @param wish id of the wish, which is the roll-out's in the picture
	 */
	public void rollback(String wish) {
		post((reports) -> reports.crew().rollouts().wish(Rollouts.Wish.back(wish)));
	}

	/**
	 * Take note of a reload that cannot begin, because there is nothing to start from: it
	 * shows as a roll-out that was withdrawn.
	 * @param wish id of the wish
	 * @param reason why it cannot
	 */
	public void refuse(String wish, String reason) {
		post((reports) -> reports.crew().rollouts().refuse(Rollouts.Wish.unread(wish), reason));
	}

	/**
	 * Replace every worker by the next life of the same release, as in a reload.
	 * @param wish id of the wish, shown in the picture
	 */
	public void restartAll(String wish) {
		post((reports) -> reports.orders().restartAll(wish));
	}

	/**
	 * Replace one worker by the next life of the same release. Its outcome is
	 * {@linkplain LifeListener#answered answered}.
	 * @param wish id of the wish
	 * @param slot the worker's slot
	 */
	public void restart(String wish, int slot) {
		post((reports) -> reports.orders().restart(wish, slot));
	}

	/**
	 * Keep new requests from a worker, which lives on. Refused, which is
	 * {@linkplain LifeListener#answered answered}, where no other worker takes requests.
	 * @param wish id of the wish
	 * @param slot the worker's slot
	 */
	public void drain(String wish, int slot) {
		post((reports) -> reports.orders().drain(wish, slot));
	}

	/**
	 * Let requests come to a worker again.
	 * @param wish id of the wish
	 * @param slot the worker's slot
	 */
	public void resume(String wish, int slot) {
		post((reports) -> reports.orders().resume(wish, slot));
	}

	/**
	 * Have nobody lead here, since the leader is or will be another primary's.
	 */
	public void leaveLead() {
		post((reports) -> reports.crew().seat().shut());
	}

	/**
	 * Have somebody lead here.
	 * @param runs when the latest run of each task was due elsewhere
	 */
	public void takeLead(Map<String, Instant> runs) {
		post((reports) -> reports.crew().seat().open(runs));
	}

	/**
	 * Return when the latest run of each task was due that a leader here began.
	 * @return completes with the supervisor's next turn
	 */
	public CompletionStage<Map<String, Instant>> runs() {
		CompletableFuture<Map<String, Instant>> runs = new CompletableFuture<>();
		post((reports) -> runs.complete(reports.crew().seat().runs()));
		return runs;
	}

	/**
	 * Keep what the worker in a slot is doing, and leave it alone otherwise.
	 * @param slot the slot
	 * @param reason why
	 * @return completes, never exceptionally, with where it was kept; empty where there
	 * is no such worker or nothing could be kept
	 */
	public CompletionStage<Optional<Path>> examine(int slot, String reason) {
		CompletableFuture<Optional<Path>> kept = new CompletableFuture<>();
		post((reports) -> reports.examine(slot, reason, (answer) -> answer.thenAccept(kept::complete)));
		return kept.minimalCompletionStage();
	}

	/**
	 * Take note of what health concluded.
	 * @param verdict the verdict
	 */
	public void judged(Verdict verdict) {
		post((reports) -> reports.judged(verdict));
	}

	/**
	 * Take note that a worker was refused on the line.
	 * @param worker the worker
	 * @param reason why
	 */
	public void lineRefused(WorkerId worker, String reason) {
		post((reports) -> reports.refused(worker, reason));
	}

	/**
	 * Take note of what a worker said.
	 * @param worker the worker
	 * @param message what it said
	 */
	public void lineReceived(WorkerId worker, Message.Up message) {
		post((reports) -> reports.said(worker, message));
	}

	/**
	 * Take note that a worker's line is closed.
	 * @param worker the worker
	 */
	public void lineClosed(WorkerId worker) {
		post((reports) -> reports.lineClosed(worker));
	}

	private void post(Event event) {
		this.events.add(event);
	}

	private void run() {
		this.turn.take(Event.TICK);
		while (!this.turn.isOver()) {
			try {
				Event event = this.events.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
				this.turn.take((event != null) ? event : Event.TICK);
			}
			catch (InterruptedException ex) {
				// Nobody but stop() ends this thread: the workers need it.
				logger.debug("The supervisor was interrupted and goes on", ex);
			}
		}
	}

	/**
	 * Something that happened or is wished for.
	 */
	@FunctionalInterface
	interface Event {

		/**
		 * Nothing but time has passed.
		 */
		Event TICK = (reports) -> {
		};

		/**
		 * Take it into the state.
		 * @param reports the way in
		 */
		void tell(Reports reports);

	}

}
