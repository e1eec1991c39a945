package io.bootcluster.primary.dispatch;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

import io.bootcluster.AccessLog;
import io.bootcluster.ErrorPages;

/**
 * What the dispatcher has to know before it opens, in slices: each collaborator gets its
 * own.
 *
 * @param listeners where clients connect
 * @param limits how much it takes on
 * @param timeouts how long it waits
 * @param policy which of the available workers gets a request
 * @param secret the cluster's secret, told to workers on probes and over loopback TCP
 * @param pages the application's own error pages
 * @param records what is told of each request
 */
public record DispatcherSettings(Listeners listeners, Limits limits, Timeouts timeouts, Policy policy, String secret,
		ErrorPages pages, Records records) {

	/**
	 * Make settings of an application that has no error pages.
	 * @param listeners where clients connect
	 * @param limits how much it takes on
	 * @param timeouts how long it waits
	 * @param policy which of the available workers gets a request
	 * @param secret the cluster's secret
	 */
	public DispatcherSettings(Listeners listeners, Limits limits, Timeouts timeouts, Policy policy, String secret) {
		this(listeners, limits, timeouts, policy, secret, ErrorPages.NONE, Records.NONE);
	}

	/**
	 * Does not show the secret.
	 */
	@Override
	public String toString() {
		return "DispatcherSettings[" + this.listeners + ", " + this.limits + ", " + this.timeouts + ", " + this.policy
				+ "]";
	}

	/**
	 * What is told of each request.
	 *
	 * @param ids whether workers are told an id of each request that has none
	 * @param log hears of each that has ended, if anybody does
	 */
	public record Records(boolean ids, Optional<AccessLog> log) {

		/**
		 * Nothing is told.
		 */
		public static final Records NONE = new Records(false, Optional.empty());

	}

	/**
	 * Where clients connect.
	 *
	 * @param main the application's public listener
	 * @param management the public listener that leads to the workers' management
	 * listeners, where the application gave its actuator a port of its own
	 * @param transport how sockets are driven
	 * @param backlog connections that may wait to be accepted, or 0 for the system's
	 * default
	 * @param threads event loops, or 0 for one a processor
	 */
	public record Listeners(Endpoint main, Optional<Endpoint> management, TransportKind transport, int backlog,
			int threads) {

		/**
		 * Return listeners as they are when nothing but the port was set.
		 * @param port the public port, 0 for any free one
		 * @return the listeners
		 */
		public static Listeners ofPort(int port) {
			return new Listeners(Endpoint.ofPort(port), Optional.empty(), TransportKind.AUTO, 0, 0);
		}

	}

	/**
	 * One public listener.
	 *
	 * @param address the local address, or empty for all
	 * @param port the port, 0 for any free one
	 * @param tls what {@code https} needs, or empty for {@code http}
	 */
	public record Endpoint(Optional<InetAddress> address, int port, Optional<TlsSettings> tls) {

		/**
		 * Return a plain listener on every address.
		 * @param port the port, 0 for any free one
		 * @return the endpoint
		 */
		public static Endpoint ofPort(int port) {
			return new Endpoint(Optional.empty(), port, Optional.empty());
		}

	}

	/**
	 * How much the dispatcher takes on.
	 *
	 * @param headBytes largest request head, from its first byte to the empty line
	 * @param maxConnections client connections over all listeners; while there are that
	 * many, further ones wait in the listener's backlog
	 * @param holdCapacity requests that may wait for a worker
	 * @param requestThreads requests that a worker can run at a time, or 0 if there is no
	 * end of its threads
	 * @param client how much one client may do
	 */
	public record Limits(int headBytes, int maxConnections, int holdCapacity, int requestThreads, Client client) {

		/**
		 * Request threads of a server of which nothing was said.
		 */
		public static final int DEFAULT_THREADS = 200;

		/**
		 * Make limits that leave each client alone as far as the defaults do.
		 * @param headBytes largest request head
		 * @param maxConnections client connections over all listeners
		 * @param holdCapacity requests that may wait for a worker
		 */
		public Limits(int headBytes, int maxConnections, int holdCapacity) {
			this(headBytes, maxConnections, holdCapacity, DEFAULT_THREADS, Client.defaults());
		}

		/**
		 * Return the documented defaults.
		 * @return the limits
		 */
		public static Limits defaults() {
			return new Limits(8192, 16384, 1000);
		}

	}

	/**
	 * How much one client may do.
	 *
	 * @param connections connections that an address may have, or 0 for any number
	 * @param requests requests that a connection may carry, or 0 for any number
	 * @param bodyRate octets of a request's body that must arrive in a second on average,
	 * after a grace as long as the head may take, or 0 for none
	 */
	public record Client(int connections, int requests, long bodyRate) {

		/**
		 * Return the documented defaults.
		 * @return the limits
		 */
		public static Client defaults() {
			return new Client(0, 0, 240);
		}

	}

	/**
	 * How long the dispatcher waits.
	 *
	 * @param header for a request's head, from its first byte, or from the connection's
	 * start for the first one
	 * @param idle for the next request on a connection
	 * @param stall for a client that neither sends more of a request's body nor takes
	 * more of its answer
	 * @param connect for a worker to accept a connection
	 * @param response for a worker's answer to begin, or empty for ever
	 * @param hold for a worker that can take the request
	 * @param start for a worker as long as none ever served
	 */
	public record Timeouts(Duration header, Duration idle, Duration stall, Duration connect,
			Optional<Duration> response, Duration hold, Duration start) {

		/**
		 * Make timeouts in which a client may stall as long as it may be idle.
		 * @param header for a request's head
		 * @param idle for the next request on a connection
		 * @param connect for a worker to accept a connection
		 * @param response for a worker's answer to begin, or empty for ever
		 * @param hold for a worker that can take the request
		 * @param start for a worker as long as none ever served
		 */
		public Timeouts(Duration header, Duration idle, Duration connect, Optional<Duration> response, Duration hold,
				Duration start) {
			this(header, idle, idle, connect, response, hold, start);
		}

		/**
		 * Return the documented defaults.
		 * @return the timeouts
		 */
		public static Timeouts defaults() {
			return new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(75), Duration.ofSeconds(1), Optional.empty(),
					Duration.ofSeconds(10), Duration.ofSeconds(120));
		}

	}

}
