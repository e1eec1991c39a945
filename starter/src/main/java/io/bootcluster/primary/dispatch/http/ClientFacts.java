package io.bootcluster.primary.dispatch.http;

import java.net.InetSocketAddress;

/**
 * What the worker is told about a client's connection: the {@code Bootcluster-Client}
 * field, rendered once per connection. Immutable.
 */
public final class ClientFacts {

	private final byte[] line;

	private final byte[] host;

	private ClientFacts(byte[] line, byte[] host) {
		this.line = line;
		this.host = host;
	}

	/**
	 * Return the facts of a connection without TLS.
	 * @param client the client's address
	 * @param local the address that the client connected to
	 * @return the facts
	 */
	public static ClientFacts plain(InetSocketAddress client, InetSocketAddress local) {
		return new ClientFacts(new byte[0], new byte[0]);
	}

	/**
	 * Return the facts of a connection with TLS.
	 * @param client the client's address
	 * @param local the address that the client connected to
	 * @param protocol the TLS protocol, such as {@code TLSv1.3}
	 * @param cipher the cipher suite
	 * @return the facts
	 */
	public static ClientFacts secure(InetSocketAddress client, InetSocketAddress local, String protocol,
			String cipher) {
		return new ClientFacts(new byte[0], new byte[0]);
	}

	/**
	 * Return the same facts with the cluster's secret, for workers that are reached over
	 * loopback TCP.
	 * @param secret the secret
	 * @return new facts
	 */
	public ClientFacts withSecret(String secret) {
		return this;
	}

	/**
	 * The whole field line, CRLF included.
	 */
	byte[] line() {
		return this.line;
	}

	/**
	 * The {@code Host} line for HTTP/1.0 clients that sent none, CRLF included.
	 */
	byte[] hostLine() {
		return this.host;
	}

}
