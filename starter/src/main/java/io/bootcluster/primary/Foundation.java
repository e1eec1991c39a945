package io.bootcluster.primary;

import java.util.Optional;

import io.bootcluster.AccessLog;
import io.bootcluster.AccessLogProperties;
import io.bootcluster.BootclusterProperties;
import io.bootcluster.ListenerAddress;
import io.bootcluster.WorkerId;
import io.bootcluster.WrongSettingException;
import io.bootcluster.control.Assignment;
import io.bootcluster.control.Inheritance;
import io.bootcluster.control.Message;
import io.bootcluster.control.Part;
import io.bootcluster.control.PublicSide;
import io.bootcluster.primary.accesslog.AccessLogWriter;
import io.bootcluster.primary.dispatch.Dispatcher;
import io.bootcluster.primary.memory.MemoryBudget;
import io.bootcluster.primary.memory.MemoryReader;
import io.bootcluster.primary.memory.MemoryRequest;
import io.bootcluster.primary.redis.RedisServers;
import io.bootcluster.primary.redis.RedisSettings;
import io.bootcluster.primary.redis.RedisUnavailableException;
import io.bootcluster.primary.redis.RunningRedis;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * What must be there before the first worker: memory for it, the open port, a private
 * directory, a place for sessions. Tells each decision in one line.
 *
 * @param settings the settings
 * @param budget how many workers of which size
 * @param dispatcher the open dispatcher
 * @param directory the private directory
 * @param redis where sessions live, if it is the primary that knows
 * @param inheritance what another primary leaves to this one, if it is to take over
 */
record Foundation(PrimarySettings settings, MemoryBudget budget, Dispatcher dispatcher, RuntimeDirectory directory,
		RedisServers redis, Optional<Inheritance> inheritance) {

	private static final Log logger = LogFactory.getLog(Primary.class);

	/**
	 * Open all of it, the port first.
	 * @param settings the settings
	 * @param inheritance what another primary leaves to this one, if it is to take over
	 * @param progress told when the port is open
	 * @param rooms takes what is to be closed
	 * @return the foundation
	 * @throws WrongSettingException if it cannot be laid with these settings
	 */
	static Foundation lay(PrimarySettings settings, Optional<Inheritance> inheritance, Progress progress,
			OpenRooms rooms) {
		BootclusterProperties cluster = settings.cluster();
		MemoryBudget budget = plan(cluster);
		Optional<AccessLog> log = Optional.of(cluster.accessLog())
			.filter(AccessLogProperties::enabled)
			.map((wanted) -> rooms.add(AccessLogWriter.open(wanted)));
		Dispatcher dispatcher = rooms.add(PublicPorts.open(settings.dividedAmong(budget.workers()), inheritance, log));
		inheritance.ifPresentOrElse((left) -> progress.portShared(dispatcher.port(), left.pid()),
				() -> progress.portOpen(dispatcher.port(), dispatcher.managementPort()));
		EarlyLoading.begin();
		logger.info("Workers: " + budget.workers() + ", " + budget.explanation());
		RuntimeDirectory directory = rooms
			.add(inheritance.map((left) -> RuntimeDirectory.share(left.directory(), left.upgrades()))
				.orElseGet(() -> DirectoryPlace.ofThisMachine(cluster.directory())
					.open(settings.jvm().location(), dispatcher.port())));
		logger.info("Sockets: " + (isTcp(cluster) ? "loopback ports (bootcluster.worker.transport=tcp), the line"
				: "Unix domain sockets") + " in " + directory.path());
		RedisServers redis = rooms.add(openRedis(settings, directory, inheritance.flatMap(Inheritance::redis)));
		NodesGround.check(settings, redis);
		return new Foundation(settings, budget, dispatcher, directory, redis, inheritance);
	}

	static MemoryBudget plan(BootclusterProperties cluster) {
		return MemoryBudget.plan(new MemoryRequest(cluster.workers(), cluster.worker().memory(),
				Runtime.getRuntime().availableProcessors(), MemoryReader.ofThisMachine().read()));
	}

	private static RedisServers openRedis(PrimarySettings settings, RuntimeDirectory directory,
			Optional<Inheritance.Redis> left) {
		BootclusterProperties.Session.Redis wish = settings.cluster().session().redis();
		RedisSettings wanted = new RedisSettings(wish, settings.sessionsElsewhere(), directory.path(),
				settings.jvm().isDevelopment());
		try {
			return left.isEmpty() ? RedisServers.open(wanted, Foundation.class.getClassLoader()) : RedisServers
				.share(wanted, new RunningRedis(left.get().location(), left.get().pid(), left.get().executable()));
		}
		catch (RedisUnavailableException ex) {
			throw new WrongSettingException("bootcluster.session.redis", Slices.word(wish),
					"sessions have no place to live: " + String.join("; ", ex.tried()), ex.action());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while looking for a Redis", ex);
		}
	}

	/**
	 * Return what a worker must know.
	 * @param worker the worker
	 * @param release id of the release it is to run
	 * @param part what part of the whole it has
	 * @param node this node
	 * @return its assignment
	 */
	Assignment assign(WorkerId worker, String release, Part part, NodeIdentity node) {
		BootclusterProperties.Worker wanted = this.settings.cluster().worker();
		boolean tcp = isTcp(this.settings.cluster());
		PublicSide publicSide = new PublicSide(this.dispatcher.port(), this.dispatcher.managementPort());
		ListenerAddress main = tcp ? ListenerAddress.tcp(0) : this.directory.mainListener(worker);
		Optional<ListenerAddress> management = this.settings.publicSide()
			.management()
			.map((own) -> tcp ? ListenerAddress.tcp(0) : this.directory.managementListener(worker));
		return new Assignment(Message.PROTOCOL, this.settings.secret(), this.directory.lineSocket(), main, management,
				publicSide, node.id(), release, part, this.redis.location(), wanted.drainTimeout(),
				wanted.stopTimeout());
	}

	/**
	 * Return how many workers there are to be in the end.
	 */
	int workers() {
		return this.inheritance.map(Inheritance::workers).filter((count) -> count > 0).orElse(this.budget.workers());
	}

	/**
	 * Return what to begin with: one worker beside another primary's.
	 */
	MemoryBudget firstBudget() {
		return this.inheritance.isEmpty() ? this.budget : new MemoryBudget(1, this.budget.heap(), this.budget.most(),
				this.budget.figures(), this.budget.explanation());
	}

	private static boolean isTcp(BootclusterProperties cluster) {
		return cluster.worker().transport() == BootclusterProperties.Worker.ListenerKind.TCP;
	}

	/**
	 * Does not show the secret.
	 */
	@Override
	public String toString() {
		return "Foundation[" + this.directory.path() + "]";
	}

}
