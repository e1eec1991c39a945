package io.bootcluster.primary.dispatch;

/**
 * The transport that was asked for does not work on this machine.
 */
public final class TransportUnavailableException extends RuntimeException {

	private final TransportKind transport;

	TransportUnavailableException(TransportKind transport, Throwable cause) {
		super("Transport " + transport + " is not available: " + cause.getMessage(), cause);
		this.transport = transport;
	}

	/**
	 * Return the transport that was asked for.
	 * @return the transport
	 */
	public TransportKind transport() {
		return this.transport;
	}

}
