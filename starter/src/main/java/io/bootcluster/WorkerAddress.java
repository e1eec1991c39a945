package io.bootcluster;

import java.util.Optional;

/**
 * Where a worker's private listeners can be reached.
 *
 * @param main the listener for the application's requests
 * @param management the listener for the actuator, where the application gave it a port
 * of its own
 */
public record WorkerAddress(ListenerAddress main, Optional<ListenerAddress> management) {

	/**
	 * Return the address of a worker without a management listener of its own.
	 * @param main the listener for the application's requests
	 * @return the address
	 */
	public static WorkerAddress of(ListenerAddress main) {
		return new WorkerAddress(main, Optional.empty());
	}

}
