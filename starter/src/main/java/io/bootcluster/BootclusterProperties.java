package io.bootcluster;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the cluster. Every wrong value is refused with the name of its property.
 *
 * @param enabled Whether to run as a primary with workers; where it is not set, what can
 * be seen at the door decides.
 * @param workers Number of workers, or 'auto' for what processors and memory allow.
 * @param directory Private directory for sockets; by default one of the user's runtime
 * directory.
 * @param dispatcher How requests reach workers.
 * @param worker How workers run.
 * @param health How workers are watched.
 * @param restart How lost workers come back.
 * @param session How sessions are shared.
 * @param release What workers are started from.
 * @param reload How a new release replaces an old one.
 * @param recycle When a healthy worker is replaced.
 * @param leader What runs in one worker only.
 * @param postMortem What is kept of a worker that hangs.
 * @param nodes Which other nodes there are.
 * @param nginx What Nginx is told of the nodes.
 * @param siblings How workers ask each other.
 * @param accessLog What is written of each request.
 */
@ConfigurationProperties(BootclusterProperties.PREFIX)
public record BootclusterProperties(@Nullable Boolean enabled, @DefaultValue("auto") WorkerCount workers,
		@Nullable Path directory, @DefaultValue Dispatcher dispatcher, @DefaultValue Worker worker,
		@DefaultValue Health health, @DefaultValue Restart restart, @DefaultValue Session session,
		@NestedConfigurationProperty @DefaultValue ReleaseProperties release,
		@NestedConfigurationProperty @DefaultValue ReloadProperties reload,
		@NestedConfigurationProperty @DefaultValue RecycleProperties recycle,
		@NestedConfigurationProperty @DefaultValue LeaderProperties leader,
		@NestedConfigurationProperty @DefaultValue PostMortemProperties postMortem,
		@NestedConfigurationProperty @DefaultValue NodesProperties nodes,
		@NestedConfigurationProperty @DefaultValue NginxProperties nginx,
		@NestedConfigurationProperty @DefaultValue SiblingsProperties siblings,
		@NestedConfigurationProperty @DefaultValue AccessLogProperties accessLog) {

	/**
	 * Prefix of all our properties.
	 */
	public static final String PREFIX = "bootcluster";

	/**
	 * How requests reach workers.
	 *
	 * @param policy Rule that picks the worker for a request.
	 * @param affinity What ties a client to a worker.
	 * @param transport How the dispatcher talks to the network.
	 * @param holdTimeout Time that a request waits while no worker can take it.
	 * @param holdCapacity Number of requests that may wait while no worker can take them.
	 * @param connectTimeout Time to connect to a worker.
	 * @param headerTimeout Time for a client to send a request's head.
	 * @param idleTimeout Time after which an idle client connection is closed, and within
	 * which one is noticed whose client has vanished.
	 * @param responseTimeout Time for a worker to begin its answer, or 'none'.
	 * @param minBodyRate Size of a request's body that a client must send in a second on
	 * average, after a grace as long as the header timeout; 0 for as slow as it likes.
	 * Counts only while the client is waited for, and until the answer begins.
	 * @param maxConnections Number of client connections at a time.
	 * @param maxConnectionsPerAddress Number of connections at a time that one client
	 * address may have, or one /64 network of IPv6 addresses. No limit by default, since
	 * a proxy in front is one address.
	 * @param requestIds Whether workers are told an 'X-Request-Id' of each request that
	 * has none.
	 */
	public record Dispatcher(@DefaultValue("least-busy") Policy policy, @DefaultValue("none") Affinity affinity,
			@DefaultValue("auto") Transport transport, @DefaultValue("10s") Duration holdTimeout,
			@DefaultValue("1000") int holdCapacity, @DefaultValue("1s") Duration connectTimeout,
			@DefaultValue("10s") Duration headerTimeout, @DefaultValue("75s") Duration idleTimeout,
			@DefaultValue("none") TimeLimit responseTimeout, @DefaultValue("240B") DataSize minBodyRate,
			@DefaultValue("16384") int maxConnections, @Nullable Integer maxConnectionsPerAddress,
			@DefaultValue("true") boolean requestIds) {

		public Dispatcher {
			Setting.notNegative("dispatcher.hold-timeout", holdTimeout);
			Setting.inRange("dispatcher.hold-capacity", holdCapacity, 0, 1_000_000);
			Setting.positive("dispatcher.connect-timeout", connectTimeout);
			Setting.positive("dispatcher.header-timeout", headerTimeout);
			Setting.positive("dispatcher.idle-timeout", idleTimeout);
			responseTimeout.limit().ifPresent((limit) -> Setting.positive("dispatcher.response-timeout", limit));
			Setting.notNegative("dispatcher.min-body-rate", minBodyRate);
			Setting.inRange("dispatcher.max-connections", maxConnections, 1, 1_000_000);
			if (maxConnectionsPerAddress != null) {
				Setting.inRange("dispatcher.max-connections-per-address", maxConnectionsPerAddress, 1, 1_000_000);
			}
		}

		/**
		 * Rules that pick the worker for a request.
		 */
		public enum Policy {

			/**
			 * The worker with the fewest requests, ties in turn.
			 */
			LEAST_BUSY

		}

		/**
		 * What ties a client to a worker.
		 */
		public enum Affinity {

			/**
			 * Nothing: every worker can answer every request.
			 */
			NONE

		}

		/**
		 * How the dispatcher talks to the network.
		 */
		public enum Transport {

			/**
			 * Epoll where it is there, else NIO.
			 */
			AUTO,

			/**
			 * Linux's epoll.
			 */
			EPOLL,

			/**
			 * The JDK's selectors.
			 */
			NIO

		}

	}

	/**
	 * How workers run.
	 *
	 * @param jvmArgs Further arguments for each worker's JVM, separated by spaces;
	 * quotation marks hold together what belongs together.
	 * @param memory Largest heap of each worker, or 'auto' for a fair share.
	 * @param startTimeout Time for a worker to become ready.
	 * @param drainTimeout Time for a worker's requests to end before it stops.
	 * @param stopTimeout Time for a worker's process to exit once it has nothing to do.
	 * @param transport How workers are reached.
	 * @param debugPort Port for a debugger of the first worker; the second listens on the
	 * next one, and so on.
	 * @param dividePools Whether each worker gets its share of the connection pool and
	 * the server's threads that the application's settings ask for, and not all of them.
	 * @param responseHeader Whether answers tell which worker of which release gave them,
	 * in the field 'Bootcluster-Worker'.
	 * @param heapDump Whether a worker that runs out of memory writes a heap dump before
	 * it exits.
	 */
	public record Worker(@DefaultValue("") String jvmArgs, @DefaultValue("auto") WorkerMemory memory,
			@DefaultValue("120s") Duration startTimeout, @DefaultValue("30s") Duration drainTimeout,
			@DefaultValue("10s") Duration stopTimeout, @DefaultValue("auto") ListenerKind transport,
			@Nullable Integer debugPort, @DefaultValue("false") boolean dividePools,
			@DefaultValue("false") boolean responseHeader, @DefaultValue("false") boolean heapDump) {

		public Worker {
			Setting.positive("worker.start-timeout", startTimeout);
			Setting.notNegative("worker.drain-timeout", drainTimeout);
			Setting.positive("worker.stop-timeout", stopTimeout);
			if (debugPort != null) {
				Setting.inRange("worker.debug-port", debugPort, 1, 65535);
			}
		}

		/**
		 * How workers are reached.
		 */
		public enum ListenerKind {

			/**
			 * Unix domain sockets where they work, else loopback ports.
			 */
			AUTO,

			/**
			 * Unix domain sockets.
			 */
			UNIX,

			/**
			 * Loopback ports.
			 */
			TCP

		}

	}

	/**
	 * How workers are watched.
	 *
	 * @param interval Time between probes of a worker.
	 * @param timeout Time for a worker to answer a probe.
	 * @param threshold Number of misses in a row after which a worker is replaced.
	 * @param minReady Number of workers that must take requests, or the application's
	 * health is down; with fewer than are wanted it is degraded.
	 */
	public record Health(@DefaultValue("2s") Duration interval, @DefaultValue("1s") Duration timeout,
			@DefaultValue("3") int threshold, @DefaultValue("1") int minReady) {

		public Health {
			Setting.positive("health.interval", interval);
			Setting.positive("health.timeout", timeout);
			Setting.inRange("health.threshold", threshold, 1, 1000);
			Setting.inRange("health.min-ready", minReady, 1, 1000);
		}

	}

	/**
	 * How lost workers come back.
	 *
	 * @param backoff Wait before the second restart in a row; doubles each time.
	 * @param maxBackoff Longest wait before a restart.
	 */
	public record Restart(@DefaultValue("200ms") Duration backoff, @DefaultValue("30s") Duration maxBackoff) {

		public Restart {
			Setting.positive("restart.backoff", backoff);
			Setting.positive("restart.max-backoff", maxBackoff);
			if (maxBackoff.compareTo(backoff) < 0) {
				throw new WrongSettingException("bootcluster.restart.max-backoff", Setting.text(maxBackoff),
						"it is shorter than bootcluster.restart.backoff, which is " + Setting.text(backoff),
						"Set both so that the longest wait is not the shorter one.");
			}
		}

	}

	/**
	 * How sessions are shared.
	 *
	 * @param redis Where sessions live.
	 */
	public record Session(@DefaultValue("auto") Redis redis) {

		/**
		 * Where sessions live.
		 */
		public enum Redis {

			/**
			 * The application's own Redis, else one found on this machine, else one
			 * started for the cluster.
			 */
			AUTO,

			/**
			 * A Redis that the primary starts for this cluster alone.
			 */
			OWN,

			/**
			 * Sessions are the application's own affair.
			 */
			OFF

		}

	}

}
