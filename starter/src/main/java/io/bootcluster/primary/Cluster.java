package io.bootcluster.primary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.bootcluster.BootclusterProperties;
import io.bootcluster.ClusterView;
import io.bootcluster.Wish;
import io.bootcluster.control.CommandServer;
import io.bootcluster.control.LineServer;
import io.bootcluster.control.Message;
import io.bootcluster.primary.dispatch.Dispatcher;
import io.bootcluster.primary.health.HealthWatch;
import io.bootcluster.primary.notify.ServiceManager;
import io.bootcluster.primary.postmortem.Evidence;
import io.bootcluster.primary.postmortem.PostMortems;
import io.bootcluster.primary.release.Archives;
import io.bootcluster.primary.release.Releases;
import io.bootcluster.primary.release.WorkerJvm;
import io.bootcluster.primary.supervisor.Outcome;
import io.bootcluster.primary.supervisor.Supervisor;
import io.bootcluster.primary.supervisor.Surroundings;
import io.bootcluster.primary.telemetry.Telemetry;
import io.bootcluster.primary.upgrade.Heir;
import io.bootcluster.primary.wishes.WishBook;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The workers and all that keeps them: supervisor, health, line and view, connected. Safe
 * from any thread once it is open.
 */
final class Cluster implements NodeDrain.Listener {

	private static final Log logger = LogFactory.getLog(Primary.class);

	private final Dispatcher dispatcher;

	private final Supervisor supervisor;

	private final Upgrades upgrades;

	private final WishQueue wishes;

	private final NodeDrain drain;

	private final AtomicInteger stops = new AtomicInteger();

	private volatile @Nullable ViewBroadcast views;

	private volatile CompletionStage<Void> lastClient = CompletableFuture.completedFuture(null);

	private Cluster(Foundation ground, Stock stock, Supervisor supervisor, WishBook book) {
		this.dispatcher = ground.dispatcher();
		this.supervisor = supervisor;
		this.upgrades = new Upgrades(ground, supervisor);
		this.drain = new NodeDrain(ground.settings().cluster().nodes().effectiveDrainDelay(), this,
				NodeDrain.Time.system());
		this.wishes = new WishQueue(book,
				new WishDeeds(new WishDeeds.Means(supervisor, this.upgrades, this.drain, stock.processes(),
						stock.archives(), stock.nodes()), new WishDeeds.Ends(this::stop, this::end, this::ended)));
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
		NodeIdentity node = NodeIdentity.of(settings.cluster().nodes(), settings.publicSide().main().address(),
				dispatcher.port());
		RestartNeeds needs = new RestartNeeds(settings.digests());
		SeenNodes nodes = new SeenNodes();
		Switchboard board = new Switchboard(progress, openNews(rooms), ground.directory(), needs, nodes);
		LineServer line = rooms.add(openLine(ground, board));
		Telemetry telemetry = rooms.add(Telemetry.open(dispatcher::measures, board::tell));
		HealthWatch health = rooms
			.add(HealthWatch.open(Slices.health(settings.cluster()), telemetry.counting(dispatcher), board::judged));
		RecentLines lines = new RecentLines();
		WorkerJvm worker = Slices.workerJvm(settings.cluster().worker(), ground.budget().heap());
		Releases releases = rooms.add(Releases.open(settings.jvm(), worker, settings.cluster().release()));
		Archives archives = rooms.add(new Archives(releases, Slices.training(settings.cluster().worker())));
		WorkerJvms jvms = new WorkerJvms(worker,
				settings.cluster().worker().heapDump() ? board::heapDump : (id) -> Optional.empty());
		WorkerProcesses processes = new WorkerProcesses(settings.jvm(), releases, jvms,
				(id, release, part) -> ground.assign(id, release, part, node),
				ForkedWorker.Output.ofThisProcess(lines));
		Supervisor supervisor = new Supervisor(Slices.supervisor(settings.cluster(), ground.firstBudget()),
				processes.know(),
				new Surroundings(processes, new Surroundings.Requests(dispatcher, dispatcher, dispatcher), board::say,
						board, Surroundings.Time.system()));
		WishBook book = new WishBook(patience(settings.cluster().worker()),
				settings.cluster().nodes().effectiveDrainDelay(), System::nanoTime);
		Cluster cluster = new Cluster(ground, new Stock(processes, archives, nodes), supervisor, book);
		rooms.add(cluster.upgrades);
		rooms.add(cluster.wishes);
		rooms.add(cluster.drain);
		PostMortems postMortems = PostMortems.in(Slices.postMortems(settings.cluster(), ground.directory()),
				settings.cluster().postMortem().keep(),
				new Evidence(dispatcher, () -> ViewDrawing.draw(node, supervisor.picture(), dispatcher.snapshot())));
		Supplier<ClusterView> drawing = () -> {
			ClusterView view = ViewDrawing.draw(node, supervisor.picture(), dispatcher.snapshot())
				.withNodes(nodes.latest());
			ClusterView shown = cluster.drain.isDraining() ? view.withNodeDraining() : view;
			return shown.withWishes(book.follow(shown))
				.withPostMortems(postMortems.list())
				.withRestartNeeded(needs.names());
		};
		ViewBroadcast views = rooms
			.add(new ViewBroadcast(drawing, telemetry::seen, (view) -> line.broadcast(new Message.View(view))));
		cluster.views = views;
		board.connect(new Switchboard.Rooms(supervisor, health, line, views, postMortems, cluster.wishes,
				new ReleaseWatch(releases, archives, () -> cluster.upgrades.isUnderWay() ? 0 : trainable(ground)),
				telemetry));
		rooms.add(openDesk(ground.directory(), new FrontDesk(drawing, cluster.wishes, lines)));
		return cluster;
	}

	/**
	 * A worker that is replaced takes no longer than this.
	 */
	private static Duration patience(BootclusterProperties.Worker worker) {
		return worker.startTimeout().plus(worker.drainTimeout()).plus(worker.stopTimeout());
	}

	private static ServiceNews openNews(OpenRooms rooms) {
		Optional<ServiceManager> manager = ServiceManager.of(System.getenv(), ProcessHandle.current().pid());
		manager.ifPresent(rooms::add);
		return new ServiceNews((news) -> manager.ifPresent((there) -> there.say(news.toArray(String[]::new))),
				manager.map(ServiceManager::watchdog).orElse(Duration.ZERO), System::nanoTime);
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

	private static CommandServer openDesk(RuntimeDirectory directory, FrontDesk desk) {
		try {
			return CommandServer.open(directory.commandSocket(), desk);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The socket for commands in " + directory.path() + " cannot be opened", ex);
		}
	}

	private static int trainable(Foundation ground) {
		return ground.settings().cluster().release().startArchive() ? ground.budget().most() : 0;
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
	 * Say that the node drains, a while later accept nothing new, drain and stop; when
	 * called again, go on to the next of these at once.
	 * @param why who asks for it
	 */
	void stop(String why) {
		this.upgrades.abandon();
		this.drain.stop(why, this.supervisor.picture().state().equals("serving"));
	}

	@Override
	public void drains(boolean drains) {
		this.dispatcher.drain(drains);
		ViewBroadcast views = this.views;
		if (views != null) {
			views.showNow();
		}
	}

	/**
	 * Accept nothing new, drain and stop; when called again, wait for nothing.
	 */
	@Override
	public void end(String why) {
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
	 * Take a wish of somebody who gave it no id.
	 * @param origin who wishes, one word
	 * @param wish the wish
	 * @return its id
	 * @throws IllegalStateException if too many wishes are under way
	 */
	String wish(String origin, Wish wish) {
		return this.wishes.add(origin, wish);
	}

	private void ended(String wish, String failure) {
		this.wishes.ended(wish, failure);
	}

	/**
	 * Return this primary as one that takes over from another.
	 */
	Heir heir() {
		return this.upgrades.heir(this::end);
	}

	/**
	 * Want more or fewer workers.
	 * @param change how many more, negative for fewer
	 * @param why who asks for it
	 */
	void scale(int change, String why) {
		if (this.upgrades.isUnderWay()) {
			logger.warn("No scaling (" + why + "): an upgrade is under way");
			return;
		}
		logger.info("Scaling by " + change + " (" + why + ")");
		this.supervisor.scale(change);
	}

	/**
	 * What workers are started from, and what is known of other nodes.
	 */
	private record Stock(WorkerProcesses processes, Archives archives, SeenNodes nodes) {
	}

}
