package io.bootcluster.primary.dispatch.http;

/**
 * What a host with an optional port looks like (RFC 3986, section 3.2, without user
 * information, and without the characters that no host has and that only confuse the next
 * reader: a list's comma, percent-encoding, other delimiters).
 */
final class HostRule {

	private static final int MAX_PORT = 65535;

	private HostRule() {
	}

	static boolean isValid(byte[] octets, int from, int to) {
		int index = from;
		if (index < to && octets[index] == '[') {
			index = Ipv6Literal.after(octets, index + 1, to);
		}
		else {
			while (index < to && Octets.is(octets[index], Octets.HOST)) {
				index++;
			}
		}
		if (index <= from) {
			return false;
		}
		return index == to || (octets[index] == ':' && isPort(octets, index + 1, to));
	}

	private static boolean isPort(byte[] octets, int from, int to) {
		int port = 0;
		for (int index = from; index < to; index++) {
			if (!Octets.isDigit(octets[index])) {
				return false;
			}
			port = port * 10 + octets[index] - '0';
			if (port > MAX_PORT) {
				return false;
			}
		}
		return true;
	}

}
