package io.bootcluster.primary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import io.bootcluster.BootclusterProperties;
import io.bootcluster.Wish;
import io.bootcluster.control.LineServer;
import io.bootcluster.control.Message;
import io.bootcluster.primary.dispatch.Dispatcher;
import io.bootcluster.primary.health.HealthWatch;
import io.bootcluster.primary.release.WorkerJvm;
import io.bootcluster.primary.supervisor.Outcome;
import io.bootcluster.primary.supervisor.Supervisor;
import io.bootcluster.primary.supervisor.Surroundings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The workers and all that keeps them: supervisor, health, line and view, connected. Safe
 * from any thread once it is open.
 */
final class Cluster {

	private static final Log logger = LogFactory.getLog(Primary.class);

	private final Dispatcher dispatcher;

	private final WorkerProcesses processes;

	private final Supervisor supervisor;

	private final AtomicInteger wishes = new AtomicInteger();

	private final AtomicInteger stops = new AtomicInteger();

	private volatile CompletionStage<Void> lastClient = CompletableFuture.completedFuture(null);

	private Cluster(Dispatcher dispatcher, WorkerProcesses processes, Supervisor supervisor) {
		this.dispatcher = dispatcher;
		this.processes = processes;
		this.supervisor = supervisor;
	}

	/**
	 * Open all rooms and connect them; no worker starts yet.
	 * @param ground what they stand on
	 * @param progress told how lives go
	 * @param rooms takes what is to be closed
	 * @return the cluster
	 */
	static Cluster open(Foundation ground, Progress progress, OpenRooms rooms) {
		PrimarySettings settings = ground.settings();
		Dispatcher dispatcher = ground.dispatcher();
		NodeIdentity node = NodeIdentity.ofThisMachine(dispatcher.port());
		Switchboard board = new Switchboard(progress, ground.directory());
		LineServer line = rooms.add(openLine(ground, board));
		HealthWatch health = rooms.add(HealthWatch.open(Slices.health(settings.cluster()), dispatcher, board::judged));
		WorkerProcesses processes = new WorkerProcesses(settings.jvm(), workerJvm(ground),
				(worker, release) -> ground.assign(worker, release, node), ForkedWorker.Output.ofThisProcess());
		Supervisor supervisor = new Supervisor(Slices.supervisor(settings.cluster(), ground.budget()), processes.know(),
				new Surroundings(processes, dispatcher, board::orderStop, board, Surroundings.Time.system()));
		ViewBroadcast views = rooms
			.add(new ViewBroadcast(() -> ViewDrawing.draw(node, supervisor.picture(), dispatcher.snapshot()),
					(view) -> line.broadcast(new Message.View(view))));
		board.connect(new Switchboard.Rooms(supervisor, health, line, views));
		return new Cluster(dispatcher, processes, supervisor);
	}

	private static LineServer openLine(Foundation ground, Switchboard board) {
		try {
			return LineServer.open(ground.directory().lineSocket(), ground.settings().secret(), board);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The line's socket in " + ground.directory().path() + " cannot be opened",
					ex);
		}
	}

	private static WorkerJvm workerJvm(Foundation ground) {
		BootclusterProperties.Worker worker = ground.settings().cluster().worker();
		return new WorkerJvm(ground.budget().heap(), WorkerJvm.split(worker.jvmArgs()),
				Optional.ofNullable(worker.debugPort()));
	}

	void start() {
		this.supervisor.start();
	}

	/**
	 * Return how it ends.
	 * @return completes, never exceptionally, when no worker is alive any more
	 */
	CompletionStage<Outcome> outcome() {
		return this.supervisor.outcome();
	}

	/**
	 * Return when the last client has gone, once it is {@linkplain #stop told to stop}.
	 * @return completes, never exceptionally
	 */
	CompletionStage<Void> lastClient() {
		return this.lastClient;
	}

	/**
	 * Accept nothing new, drain and stop; when called again, wait for nothing.
	 * @param why who asks for it
	 */
	void stop(String why) {
		if (this.stops.incrementAndGet() == 1) {
			logger.info("Stopping (" + why + "): no new connections, workers finish what they have");
			this.lastClient = this.dispatcher.stopAccepting();
		}
		else {
			logger.info("Stopping at once (" + why + ", again)");
		}
		this.supervisor.stop();
	}

	/**
	 * Start every worker anew, from what is there to start from now.
	 * @param why who asks for it
	 */
	void reload(String why) {
		try {
			String release = this.processes.know();
			logger.info("Reloading (" + why + "): release " + release);
			this.supervisor.reload(why + "-" + this.wishes.incrementAndGet(), release);
		}
		catch (UncheckedIOException ex) {
			logger.error("No reload (" + why + "): " + ex.getMessage());
		}
	}

	/**
	 * Want more or fewer workers.
	 * @param change how many more, negative for fewer
	 * @param why who asks for it
	 */
	void scale(int change, String why) {
		logger.info("Scaling by " + change + " (" + why + ")");
		this.supervisor.scale(change);
	}

	/**
	 * Do what somebody wishes for.
	 * @param id id of the wish
	 * @param wish the wish
	 */
	void fulfil(String id, Wish wish) {
		logger.warn("Wish " + id + " (" + wish + ") is not understood yet");
	}

}
