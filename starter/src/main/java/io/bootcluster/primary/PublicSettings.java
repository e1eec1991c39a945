package io.bootcluster.primary;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

import io.bootcluster.ErrorPages;
import io.bootcluster.PoolShare;

import org.springframework.util.unit.DataSize;

/**
 * The public side as the application's own settings describe it.
 *
 * @param main the application's listener
 * @param management the actuator's listener, where it has a port of its own
 * @param maxHead largest head of a request
 * @param connections what the application set for its clients' connections
 * @param requestThreads requests that a worker can run at a time, or 0 if there is no end
 * of its threads
 * @param pages its own error pages
 */
public record PublicSettings(Listener main, Optional<Listener> management, DataSize maxHead, Connections connections,
		int requestThreads, ErrorPages pages) {

	PublicSettings with(PoolShare share) {
		return new PublicSettings(this.main, this.management, this.maxHead, this.connections,
				share.ofThreads(this.requestThreads), this.pages);
	}

	/**
	 * What an application can set for the connections of its clients; each is empty where
	 * it set nothing, or where a setting of ours takes its place.
	 *
	 * @param timeout for a client to send a request's head
	 * @param keepAlive for the next request on a connection
	 * @param stall for more of a body, or for a client to take more of an answer
	 * @param most connections at a time
	 * @param backlog connections that may wait to be accepted
	 * @param requests requests on a connection, or 0 for any number
	 */
	public record Connections(Optional<Duration> timeout, Optional<Duration> keepAlive, Optional<Duration> stall,
			Optional<Integer> most, Optional<Integer> backlog, Optional<Integer> requests) {

		/**
		 * Return what it is where nothing was set.
		 * @return nothing but empty values
		 */
		public static Connections unset() {
			return new Connections(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
					Optional.empty(), Optional.empty());
		}

	}

	/**
	 * One public listener.
	 *
	 * @param property name of the property that sets its port
	 * @param address its local address, or empty for all
	 * @param port its port, 0 for any free one
	 * @param tls what {@code https} needs, or empty for {@code http}
	 */
	public record Listener(String property, Optional<InetAddress> address, int port, Optional<PublicTls> tls) {

		/**
		 * How people write it.
		 */
		@Override
		public String toString() {
			return this.address.map((value) -> value.getHostAddress() + ":").orElse("port ") + this.port;
		}

	}

}
