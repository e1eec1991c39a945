package io.bootcluster.primary.dispatch;

/**
 * Names how sockets are driven.
 */
public enum TransportKind {

	/**
	 * Epoll where it is available, else NIO.
	 */
	AUTO,

	/**
	 * Linux's epoll through Netty's native library.
	 */
	EPOLL,

	/**
	 * The JDK's selectors, everywhere.
	 */
	NIO

}
