package io.bootcluster.primary.dispatch.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * What the worker is told about a client's connection: the {@code Bootcluster-Client}
 * field, rendered once per connection. Immutable.
 */
public final class ClientFacts {

	private final String value;

	private final byte[] end;

	private final byte[] host;

	private ClientFacts(String value, byte[] host) {
		this.value = value;
		this.end = ("Bootcluster-Client: " + value + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
		this.host = host;
	}

	/**
	 * Return the facts of a connection without TLS.
	 * @param client the client's address
	 * @param local the address that the client connected to
	 * @return the facts
	 */
	public static ClientFacts plain(InetSocketAddress client, InetSocketAddress local) {
		return new ClientFacts(addresses(client, local) + ";s=http", hostLine(local));
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
		return new ClientFacts(addresses(client, local) + ";s=https;t=" + protocol + "," + cipher, hostLine(local));
	}

	/**
	 * Return the same facts with the certificates that the client showed.
	 * @param certificates each in Base64, the client's own first, with commas between
	 * them
	 * @return new facts
	 */
	public ClientFacts withCertificates(String certificates) {
		return new ClientFacts(this.value + ";c=" + certificates, this.host);
	}

	/**
	 * Return the same facts with the cluster's secret, for workers that are reached over
	 * loopback TCP.
	 * @param secret the secret
	 * @return new facts
	 */
	public ClientFacts withSecret(String secret) {
		return new ClientFacts(this.value + ";k=" + secret, this.host);
	}

	/**
	 * Return the field's value, for requests that the dispatcher makes itself.
	 * @return the value
	 */
	public String value() {
		return this.value;
	}

	/**
	 * The whole field line and the empty line that ends the head.
	 */
	byte[] end() {
		return this.end;
	}

	/**
	 * The {@code Host} line for HTTP/1.0 clients that sent none, CRLF included.
	 */
	byte[] hostLine() {
		return this.host;
	}

	private static String addresses(InetSocketAddress client, InetSocketAddress local) {
		return "a=" + text(client.getAddress()) + ";p=" + client.getPort() + ";la=" + text(local.getAddress()) + ";lp="
				+ local.getPort();
	}

	private static byte[] hostLine(InetSocketAddress local) {
		InetAddress address = local.getAddress();
		String host = (address instanceof Inet6Address) ? "[" + text(address) + "]" : text(address);
		return ("Host: " + host + ":" + local.getPort() + "\r\n").getBytes(StandardCharsets.US_ASCII);
	}

	private static String text(InetAddress address) {
		String text = address.getHostAddress();
		int scope = text.indexOf('%');
		return (scope < 0) ? text : text.substring(0, scope);
	}

}
