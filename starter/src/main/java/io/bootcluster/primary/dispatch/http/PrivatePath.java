package io.bootcluster.primary.dispatch.http;

import java.nio.charset.StandardCharsets;

/**
 * Finds the segment {@code .bootcluster} in a path however it is spelled, so that no
 * client reaches what only the primary may ask for. It is sought anywhere in the path,
 * since the worker may yet normalise what is in front of it.
 */
final class PrivatePath {

	private static final byte[] NAME = ".bootcluster".getBytes(StandardCharsets.US_ASCII);

	private PrivatePath() {
	}

	/**
	 * Look for the segment.
	 * @param octets where the target is
	 * @param from the path's first octet
	 * @param to the target's end
	 * @return whether the path names it
	 */
	static boolean isNamedIn(byte[] octets, int from, int to) {
		boolean segmentStart = false;
		int index = from;
		while (index < to && octets[index] != '?') {
			if (segmentStart && isName(octets, index, to)) {
				return true;
			}
			int octet = decoded(octets, index, to);
			segmentStart = octet == '/' || octet == '\\';
			index += width(octets, index, to);
		}
		return false;
	}

	private static boolean isName(byte[] octets, int from, int to) {
		int index = from;
		for (byte wanted : NAME) {
			if (index >= to || Character.toLowerCase(decoded(octets, index, to)) != wanted) {
				return false;
			}
			index += width(octets, index, to);
		}
		return index >= to || "/\\;?".indexOf(decoded(octets, index, to)) >= 0;
	}

	private static int decoded(byte[] octets, int index, int to) {
		return (width(octets, index, to) == 1) ? octets[index]
				: Octets.hex(octets[index + 1]) << 4 | Octets.hex(octets[index + 2]);
	}

	private static int width(byte[] octets, int index, int to) {
		boolean encoded = octets[index] == '%' && index + 2 < to && Octets.hex(octets[index + 1]) >= 0
				&& Octets.hex(octets[index + 2]) >= 0;
		return encoded ? 3 : 1;
	}

}
