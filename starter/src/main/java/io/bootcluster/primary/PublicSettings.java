package io.bootcluster.primary;

import java.net.InetAddress;
import java.util.Optional;

import org.springframework.util.unit.DataSize;

/**
 * The public side as the application's own settings describe it.
 *
 * @param main the application's listener
 * @param management the actuator's listener, where it has a port of its own
 * @param maxHead largest head of a request
 */
public record PublicSettings(Listener main, Optional<Listener> management, DataSize maxHead) {

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
