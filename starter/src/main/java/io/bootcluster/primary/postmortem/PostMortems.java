package io.bootcluster.primary.postmortem;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.bootcluster.ClusterView;
import io.bootcluster.WorkerId;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Keeps what workers were doing: the room's front door. Nothing is created before there
 * is something to keep. Safe from any thread.
 */
public final class PostMortems {

	private static final Log logger = LogFactory.getLog(PostMortems.class);

	/**
	 * A worker that hangs is not killed later than this because of us.
	 */
	private static final Duration LIMIT = Duration.ofSeconds(4);

	private final Shelf shelf;

	private final Evidence evidence;

	private final Duration limit;

	private volatile List<ClusterView.PostMortem> kept = List.of();

	PostMortems(Shelf shelf, Evidence evidence, Duration limit) {
		this.shelf = shelf;
		this.evidence = evidence;
		this.limit = limit;
		refresh();
	}

	/**
	 * Keep things in a directory.
	 * @param directory where; made when it is needed
	 * @param most how many workers' things are kept; 0 keeps nothing
	 * @param evidence what the primary itself knows
	 * @return the front door
	 */
	public static PostMortems in(Path directory, int most, Evidence evidence) {
		return new PostMortems(new Shelf(directory, most), evidence, LIMIT);
	}

	/**
	 * Write down what a worker is doing, while it goes on.
	 * @param subject the worker
	 * @param reason why
	 * @return completes, never exceptionally and within some 4 s, with where it is; empty
	 * if nothing was kept, which is told in the log
	 */
	public CompletionStage<Optional<Path>> take(Subject subject, String reason) {
		if (this.shelf.most() == 0) {
			return CompletableFuture.completedStage(Optional.empty());
		}
		CompletableFuture<Optional<Path>> done = new CompletableFuture<>();
		Thread thread = new Thread(() -> done.complete(examine(subject, reason)), "bootcluster-post-mortem");
		thread.setDaemon(true);
		thread.start();
		return done.minimalCompletionStage();
	}

	private Optional<Path> examine(Subject subject, String reason) {
		try {
			Path place = this.shelf.place(subject.worker(), Instant.now());
			Examination examination = new Examination(place, subject);
			CompletableFuture.delayedExecutor(this.limit.toMillis(), TimeUnit.MILLISECONDS).execute(examination::hurry);
			examination.run(reason.replace('\n', ' '));
			this.shelf.tidy();
			refresh();
			logger.info("What " + subject.worker() + " was doing is kept in " + place);
			return Optional.of(place);
		}
		catch (IOException | RuntimeException ex) {
			logger.warn("What " + subject.worker() + " was doing could not be kept in " + this.shelf.directory() + ": "
					+ ex);
			return Optional.empty();
		}
	}

	/**
	 * Return where a worker that starts now may write its heap, should that become full.
	 * @param worker the worker
	 * @return the file; empty if nothing is kept or there is no place for it
	 */
	public Optional<Path> heapDump(WorkerId worker) {
		if (this.shelf.most() == 0) {
			return Optional.empty();
		}
		try {
			this.shelf.tidy();
			refresh();
			return Optional.of(this.shelf.heapDump(worker, Instant.now()));
		}
		catch (IOException ex) {
			logger.warn(worker + " will write no heap dump: " + ex);
			return Optional.empty();
		}
	}

	/**
	 * Return what the primary itself knows.
	 * @return the evidence
	 */
	public Evidence evidence() {
		return this.evidence;
	}

	/**
	 * Return what is kept.
	 * @return oldest first
	 */
	public List<ClusterView.PostMortem> list() {
		return this.kept;
	}

	private void refresh() {
		try {
			this.kept = this.shelf.list();
		}
		catch (IOException ex) {
			logger.debug("What is kept in " + this.shelf.directory() + " cannot be listed", ex);
		}
	}

}
