package io.bootcluster.primary.dispatch.http;

/**
 * Reads an IPv6 address in brackets exactly as RFC 3986, section 3.2.2, has it. Neither
 * zones nor later versions pass.
 */
final class Ipv6Literal {

	private static final int GROUPS = 8;

	private static final int MAX_DIGITS = 4;

	private static final int WRONG = -1;

	private Ipv6Literal() {
	}

	/**
	 * Read an address.
	 * @param octets where it is
	 * @param from behind the opening bracket
	 * @param to behind the last octet that is there
	 * @return the index behind its closing bracket, or -1
	 */
	static int after(byte[] octets, int from, int to) {
		int groups = 0;
		boolean gap = from + 1 < to && octets[from] == ':' && octets[from + 1] == ':';
		int index = gap ? from + 2 : from;
		boolean more = index < to && octets[index] != ']';
		while (more) {
			int end = afterHex(octets, index, to);
			boolean ipv4 = end < to && octets[end] == '.';
			end = ipv4 ? afterIpv4(octets, index, to) : end;
			if (end <= index || (!ipv4 && end - index > MAX_DIGITS)) {
				return WRONG;
			}
			groups += ipv4 ? 2 : 1;
			index = end;
			more = !ipv4 && index < to && octets[index] == ':';
			index += more ? 1 : 0;
			if (more && index < to && octets[index] == ':') {
				if (gap) {
					return WRONG;
				}
				gap = true;
				index++;
				more = index < to && octets[index] != ']';
			}
		}
		boolean whole = gap ? groups < GROUPS : groups == GROUPS;
		return (whole && index < to && octets[index] == ']') ? index + 1 : WRONG;
	}

	private static int afterHex(byte[] octets, int from, int to) {
		int index = from;
		while (index < to && Octets.hex(octets[index]) >= 0) {
			index++;
		}
		return index;
	}

	private static int afterIpv4(byte[] octets, int from, int to) {
		int index = from;
		for (int part = 0; part < 4; part++) {
			if (part > 0) {
				if (index == to || octets[index] != '.') {
					return WRONG;
				}
				index++;
			}
			int start = index;
			int value = 0;
			while (index < to && index < start + 3 && Octets.isDigit(octets[index])) {
				value = value * 10 + octets[index] - '0';
				index++;
			}
			boolean zeroAhead = index > start + 1 && octets[start] == '0';
			if (index == start || value > 255 || zeroAhead) {
				return WRONG;
			}
		}
		return index;
	}

}
