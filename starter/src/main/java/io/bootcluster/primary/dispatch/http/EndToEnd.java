package io.bootcluster.primary.dispatch.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Fields that are for the far end alone: a sender that names them in {@code Connection}
 * does not get them removed (RFC 9110, section 7.6.1), and none comes in a trailer
 * (section 6.5.1).
 */
final class EndToEnd {

	private static final Set<String> NAMES = Set.of("host", "authorization", "proxy-authorization",
			"proxy-authenticate", "www-authenticate", "cookie", "set-cookie", "forwarded", "via", "x-real-ip",
			"x-request-id", "range", "origin", "cache-control", "max-forwards", "location", "vary", "expect",
			"transfer-encoding");

	private static final String[] PREFIXES = { "content-", "x-forwarded-", "if-", "sec-" };

	private EndToEnd() {
	}

	static boolean contains(byte[] octets, int from, int to) {
		String name = new String(octets, from, to - from, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
		if (NAMES.contains(name)) {
			return true;
		}
		for (String prefix : PREFIXES) {
			if (name.startsWith(prefix)) {
				return true;
			}
		}
		return false;
	}

}
