package io.bootcluster.primary.dispatch;

import java.net.InetSocketAddress;

/**
 * A public listener could not be opened. Nothing was left behind: no thread, no socket.
 */
public final class ListenException extends RuntimeException {

	private final transient InetSocketAddress address;

	private final boolean portInUse;

	ListenException(InetSocketAddress address, boolean portInUse, Throwable cause) {
		super("Cannot listen on " + address + ": " + cause.getMessage(), cause);
		this.address = address;
		this.portInUse = portInUse;
	}

	/**
	 * Return where it should have listened.
	 * @return the address and port
	 */
	public InetSocketAddress address() {
		return this.address;
	}

	/**
	 * Return whether somebody else listens there, and not some other failure such as a
	 * missing right or an address of another machine.
	 * @return {@code true} if the port is in use
	 */
	public boolean isPortInUse() {
		return this.portInUse;
	}

}
