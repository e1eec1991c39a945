package io.bootcluster.nginx;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a node is, as it may stand in Nginx's configuration: nothing but a host and a
 * port, since what a node says of itself comes from outside.
 *
 * @param text {@code host:port} or {@code [v6]:port}
 * @param name whether the host is a name and no address
 */
record ServerAddress(String text, boolean name) {

	private static final int LONGEST = 253;

	private static final Pattern V6 = Pattern.compile("\\[([0-9A-Fa-f:.]{2,45})]:([1-9][0-9]{0,4})");

	private static final Pattern LABELS = Pattern.compile(
			"((?:[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?\\.)*[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?)"
					+ ":([1-9][0-9]{0,4})");

	private static final Pattern V4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

	private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(?:.*\\.)?[0-9]+");

	/**
	 * Nginx takes what begins with it for the path of a socket.
	 */
	private static final String SOCKET = "unix";

	/**
	 * Read an address.
	 * @param text what a node says
	 * @return the address, or empty if Nginx must not see it
	 */
	static Optional<ServerAddress> of(String text) {
		Matcher v6 = V6.matcher(text);
		if (v6.matches()) {
			return isPort(v6.group(2)) && isV6(v6.group(1)) ? Optional.of(new ServerAddress(text, false))
					: Optional.empty();
		}
		Matcher labels = LABELS.matcher(text);
		if (!labels.matches() || !isPort(labels.group(2))) {
			return Optional.empty();
		}
		String host = labels.group(1);
		if (ENDS_IN_NUMBER.matcher(host).matches()) {
			return V4.matcher(host).matches() ? Optional.of(new ServerAddress(text, false)) : Optional.empty();
		}
		return (host.length() > LONGEST || host.toLowerCase(Locale.ROOT).equals(SOCKET)) ? Optional.empty()
				: Optional.of(new ServerAddress(text, true));
	}

	private static boolean isPort(String text) {
		return Integer.parseInt(text) <= 65535;
	}

	/**
	 * What has a colon is never looked up as a name.
	 */
	private static boolean isV6(String text) {
		try {
			return text.indexOf(':') >= 0 && InetAddress.getByName(text) != null;
		}
		catch (UnknownHostException ex) {
			return false;
		}
	}

}
