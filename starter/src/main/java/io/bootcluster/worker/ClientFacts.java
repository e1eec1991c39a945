package io.bootcluster.worker;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * What the dispatcher tells of the client's connection in the private request field
 * {@code Bootcluster-Client}.
 *
 * @param client the client's end of its connection
 * @param local our end of it
 * @param scheme {@code http} or {@code https}
 * @param tls what was negotiated, where there is TLS
 * @param secret the cluster's secret, where the dispatcher had to show it; never shown
 */
record ClientFacts(End client, End local, String scheme, Optional<Tls> tls, Optional<String> secret) {

	static final String FIELD = "Bootcluster-Client";

	private static final String HTTPS = "https";

	/**
	 * Read the field.
	 * @param field
	 * {@code a=..;p=..;la=..;lp=..;s=..[;t=protocol,cipher[;c=certificates]][;k=secret]}
	 * @return the facts, or empty if this is not such a field
	 */
	static Optional<ClientFacts> parse(String field) {
		@Nullable String address = null;
		@Nullable String localAddress = null;
		@Nullable String scheme = null;
		@Nullable String tls = null;
		String certificates = "";
		@Nullable String secret = null;
		int port = -1;
		int localPort = -1;
		for (int start = 0; start < field.length();) {
			int end = field.indexOf(';', start);
			end = (end != -1) ? end : field.length();
			int equals = field.indexOf('=', start);
			if (equals == -1 || equals > end) {
				return Optional.empty();
			}
			String value = field.substring(equals + 1, end);
			switch (field.substring(start, equals)) {
				case "a" -> address = value;
				case "p" -> port = port(value);
				case "la" -> localAddress = value;
				case "lp" -> localPort = port(value);
				case "s" -> scheme = value;
				case "t" -> tls = value;
				case "c" -> certificates = value;
				case "k" -> secret = value;
				default -> {
					// A fact that a newer dispatcher tells
				}
			}
			start = end + 1;
		}
		if (address == null || localAddress == null || scheme == null || port < 0 || localPort < 0) {
			return Optional.empty();
		}
		return Optional.of(new ClientFacts(new End(address, port), new End(localAddress, localPort), scheme,
				Tls.parse(tls, certificates), Optional.ofNullable(secret)));
	}

	private static int port(String text) {
		try {
			int port = Integer.parseInt(text);
			return (port <= 65535) ? port : -1;
		}
		catch (NumberFormatException ex) {
			return -1;
		}
	}

	boolean isSecure() {
		return HTTPS.equals(this.scheme);
	}

	@Override
	public String toString() {
		return this.client + " -> " + this.local + " (" + this.scheme + ")";
	}

	/**
	 * One end of a connection.
	 *
	 * @param address IP address, IPv6 without brackets
	 * @param port the port, 0 to 65535
	 */
	record End(String address, int port) {
	}

	/**
	 * What a TLS handshake settled.
	 *
	 * @param protocol such as {@code TLSv1.3}
	 * @param cipher such as {@code TLS_AES_128_GCM_SHA256}
	 * @param certificates the client's, the first its own, each in Base64 with commas
	 * between them; empty if it showed none
	 */
	record Tls(String protocol, String cipher, String certificates) {

		private static Optional<Tls> parse(@Nullable String text, String certificates) {
			int comma = (text != null) ? text.indexOf(',') : -1;
			return (text != null && comma != -1)
					? Optional.of(new Tls(text.substring(0, comma), text.substring(comma + 1), certificates))
					: Optional.empty();
		}

	}

}
