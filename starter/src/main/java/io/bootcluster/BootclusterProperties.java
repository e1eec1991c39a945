package io.bootcluster;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the cluster. Every wrong value is refused with the name of its property.
 *
 * @param enabled whether to run as a primary with workers; where it is not set, what can
 * be seen at the door decides
 * @param workers number of workers, or {@code auto} for what processors and memory allow
 * @param directory private directory for sockets; by default one of the user's runtime
 * directory
 * @param dispatcher how requests reach workers
 * @param worker how workers run
 * @param health how workers are watched
 * @param restart how lost workers come back
 * @param session how sessions are shared
 */
@ConfigurationProperties(BootclusterProperties.PREFIX)
public record BootclusterProperties(@Nullable Boolean enabled, @DefaultValue("auto") WorkerCount workers,
		@Nullable Path directory, @DefaultValue Dispatcher dispatcher, @DefaultValue Worker worker,
		@DefaultValue Health health, @DefaultValue Restart restart, @DefaultValue Session session) {

	/**
	 * Prefix of all our properties.
	 */
	public static final String PREFIX = "bootcluster";

	/**
	 * How requests reach workers.
	 *
	 * @param policy rule that picks the worker for a request
	 * @param affinity what ties a client to a worker
	 * @param transport how the dispatcher talks to the network
	 * @param holdTimeout time that a request waits while no worker can take it
	 * @param holdCapacity number of requests that may wait while no worker can take them
	 * @param connectTimeout time to connect to a worker
	 * @param headerTimeout time for a client to send a request's head
	 * @param idleTimeout time after which an idle client connection is closed
	 * @param responseTimeout time for a worker to begin its answer, or {@code none}
	 * @param maxConnections number of client connections at a time
	 */
	public record Dispatcher(@DefaultValue("least-busy") Policy policy, @DefaultValue("none") Affinity affinity,
			@DefaultValue("auto") Transport transport, @DefaultValue("10s") Duration holdTimeout,
			@DefaultValue("1000") int holdCapacity, @DefaultValue("1s") Duration connectTimeout,
			@DefaultValue("10s") Duration headerTimeout, @DefaultValue("75s") Duration idleTimeout,
			@DefaultValue("none") TimeLimit responseTimeout, @DefaultValue("16384") int maxConnections) {

		public Dispatcher {
			Setting.notNegative("dispatcher.hold-timeout", holdTimeout);
			Setting.inRange("dispatcher.hold-capacity", holdCapacity, 0, 1_000_000);
			Setting.positive("dispatcher.connect-timeout", connectTimeout);
			Setting.positive("dispatcher.header-timeout", headerTimeout);
			Setting.positive("dispatcher.idle-timeout", idleTimeout);
			responseTimeout.limit().ifPresent((limit) -> Setting.positive("dispatcher.response-timeout", limit));
			Setting.inRange("dispatcher.max-connections", maxConnections, 1, 1_000_000);
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
	 * @param jvmArgs further arguments for each worker's JVM, separated by spaces;
	 * quotation marks hold together what belongs together
	 * @param memory largest heap of each worker, or {@code auto} for a fair share
	 * @param startTimeout time for a worker to become ready
	 * @param drainTimeout time for a worker's requests to end before it stops
	 * @param stopTimeout time for a worker's process to exit once it has nothing to do
	 * @param transport how workers are reached
	 * @param debugPort port for a debugger of the first worker; the second listens on the
	 * next one, and so on
	 */
	public record Worker(@DefaultValue("") String jvmArgs, @DefaultValue("auto") WorkerMemory memory,
			@DefaultValue("120s") Duration startTimeout, @DefaultValue("30s") Duration drainTimeout,
			@DefaultValue("10s") Duration stopTimeout, @DefaultValue("auto") ListenerKind transport,
			@Nullable Integer debugPort) {

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
	 * @param interval time between probes of a worker
	 * @param timeout time for a worker to answer a probe
	 * @param threshold number of misses in a row after which a worker is replaced
	 */
	public record Health(@DefaultValue("2s") Duration interval, @DefaultValue("1s") Duration timeout,
			@DefaultValue("3") int threshold) {

		public Health {
			Setting.positive("health.interval", interval);
			Setting.positive("health.timeout", timeout);
			Setting.inRange("health.threshold", threshold, 1, 1000);
		}

	}

	/**
	 * How lost workers come back.
	 *
	 * @param backoff wait before the second restart in a row; doubles each time
	 * @param maxBackoff longest wait before a restart
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
	 * @param redis where sessions live
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
			 * Sessions are the application's own affair.
			 */
			OFF

		}

	}

}
