package io.bootcluster.primary.dispatch.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Reads a request line strictly (RFC 9112, section 3) and keeps what it says. Offsets
 * count from the head's first byte.
 */
final class RequestLine {

	/**
	 * All that are known, and {@link Method#OTHER} at the end.
	 */
	private static final Method[] METHODS = Method.values();

	private static final byte[][] METHOD_NAMES = Arrays.stream(METHODS)
		.map((method) -> method.name().getBytes(StandardCharsets.US_ASCII))
		.toArray(byte[][]::new);

	private static final byte[] CONNECT = "CONNECT".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] HTTP = "http://".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] HTTPS = "https://".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] VERSION = "HTTP/".getBytes(StandardCharsets.US_ASCII);

	/**
	 * Longer than any registered method.
	 */
	private static final int MAX_METHOD = 24;

	private static final int VERSION_LENGTH = 8;

	Method method = Method.OTHER;

	boolean http10;

	int targetStart;

	int targetEnd;

	/**
	 * Where the authority of a target in absolute form begins; 0 for any other form.
	 */
	int authorityStart;

	/**
	 * Where path and query begin.
	 */
	int pathStart;

	boolean privatePath;

	void clear() {
		this.method = Method.OTHER;
		this.http10 = false;
		this.authorityStart = 0;
		this.privatePath = false;
	}

	boolean isAbsolute() {
		return this.authorityStart > 0;
	}

	@Nullable Refusal read(byte[] octets, int from, int to, int base) {
		int end = to - 2;
		int methodEnd = from;
		int common = Octets.METHOD;
		while (methodEnd < end && Octets.is(octets[methodEnd], Octets.TOKEN)) {
			common &= Octets.classes(octets[methodEnd]);
			methodEnd++;
		}
		if (methodEnd == from || methodEnd == end || octets[methodEnd] != Octets.SP) {
			return Refusal.METHOD_NAME;
		}
		this.method = method(octets, from, methodEnd);
		int target = methodEnd + 1;
		int targetEnd = target;
		int seen = 0;
		while (targetEnd < end && Octets.is(octets[targetEnd], Octets.TARGET)) {
			seen |= Octets.classes(octets[targetEnd]);
			targetEnd++;
		}
		if (targetEnd == target || targetEnd == end) {
			return Refusal.REQUEST_LINE;
		}
		if (octets[targetEnd] != Octets.SP) {
			return Refusal.TARGET;
		}
		Refusal why = version(octets, targetEnd + 1, end);
		if (why == null && (common == 0 || methodEnd - from > MAX_METHOD)) {
			why = Refusal.METHOD_UNKNOWN;
		}
		if (why == null && this.method == Method.OTHER && isConnect(octets, from, methodEnd)) {
			why = Refusal.CONNECT;
		}
		return (why != null) ? why : target(octets, target, targetEnd, base, (seen & Octets.PATH_MARK) != 0);
	}

	private static Method method(byte[] octets, int from, int to) {
		for (int i = 0; i < METHODS.length - 1; i++) {
			byte[] name = METHOD_NAMES[i];
			if (name.length == to - from && startsWith(octets, from, name)) {
				return METHODS[i];
			}
		}
		return Method.OTHER;
	}

	private static boolean isConnect(byte[] octets, int from, int to) {
		return to - from == CONNECT.length && startsWith(octets, from, CONNECT);
	}

	private static boolean startsWith(byte[] octets, int from, byte[] name) {
		for (int i = 0; i < name.length; i++) {
			if (octets[from + i] != name[i]) {
				return false;
			}
		}
		return true;
	}

	private @Nullable Refusal version(byte[] octets, int from, int to) {
		if (to - from != VERSION_LENGTH || !startsWith(octets, from, VERSION) || !Octets.isDigit(octets[from + 5])
				|| octets[from + 6] != '.' || !Octets.isDigit(octets[from + 7])) {
			return Refusal.VERSION_NAME;
		}
		this.http10 = octets[from + 7] == '0';
		boolean known = octets[from + 5] == '1' && octets[from + 7] <= '1';
		return known ? null : Refusal.VERSION_UNKNOWN;
	}

	private @Nullable Refusal target(byte[] octets, int from, int to, int base, boolean marked) {
		this.targetStart = base + from;
		this.targetEnd = base + to;
		int path = from;
		if (octets[from] != '/') {
			if (to - from == 1 && octets[from] == '*') {
				this.pathStart = base + from;
				return (this.method == Method.OPTIONS) ? null : Refusal.TARGET_FORM;
			}
			int authority = authority(octets, from, to);
			if (authority < 0) {
				return Refusal.TARGET_FORM;
			}
			path = authority;
			while (path < to && octets[path] != '/' && octets[path] != '?') {
				path++;
			}
			if (!HostRule.isValid(octets, authority, path)) {
				return Refusal.TARGET_FORM;
			}
			this.authorityStart = base + authority;
		}
		this.pathStart = base + path;
		this.privatePath = marked && PrivatePath.isNamedIn(octets, path, to);
		return null;
	}

	/**
	 * Return where the authority begins, or -1 if the target has no scheme of ours.
	 */
	private static int authority(byte[] octets, int from, int to) {
		if (to - from > HTTP.length && isScheme(octets, from, HTTP)) {
			return from + HTTP.length;
		}
		if (to - from > HTTPS.length && isScheme(octets, from, HTTPS)) {
			return from + HTTPS.length;
		}
		return -1;
	}

	private static boolean isScheme(byte[] octets, int from, byte[] scheme) {
		for (int i = 0; i < scheme.length; i++) {
			boolean letter = scheme[i] >= 'a';
			if ((letter ? octets[from + i] | 0x20 : octets[from + i]) != scheme[i]) {
				return false;
			}
		}
		return true;
	}

}
