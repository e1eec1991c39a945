package io.bootcluster.primary.dispatch.http;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * The two fields that frame a body, read strictly (RFC 9112, sections 6.1 to 6.3).
 */
final class BodyFields {

	private static final byte[] CHUNKED = "chunked".getBytes(StandardCharsets.US_ASCII);

	/**
	 * Every number of so many digits is a {@code long}.
	 */
	private static final int MAX_DIGITS = 18;

	private static final long ABSENT = -1;

	private long length = ABSENT;

	private boolean chunked;

	void clear() {
		this.length = ABSENT;
		this.chunked = false;
	}

	/**
	 * Return the length, 0 if none was given.
	 */
	long length() {
		return Math.max(this.length, 0);
	}

	boolean hasLength() {
		return this.length != ABSENT;
	}

	boolean isChunked() {
		return this.chunked;
	}

	@Nullable Refusal contentLength(byte[] octets, int from, int to) {
		if (hasLength()) {
			return Refusal.LENGTH_REPEATED;
		}
		if (from == to) {
			return Refusal.LENGTH_INVALID;
		}
		long value = 0;
		for (int index = from; index < to; index++) {
			if (!Octets.isDigit(octets[index])) {
				return Refusal.LENGTH_INVALID;
			}
			value = value * 10 + (octets[index] - '0');
		}
		if (to - from > MAX_DIGITS) {
			return Refusal.LENGTH_TOO_LARGE;
		}
		this.length = value;
		return null;
	}

	@Nullable Refusal transferEncoding(byte[] octets, int from, int to) {
		if (this.chunked) {
			return Refusal.CODING_INVALID;
		}
		if (Octets.equal(octets, from, to, CHUNKED)) {
			this.chunked = true;
			return null;
		}
		return refusedCoding(octets, from, to);
	}

	/**
	 * Tell codings that are wrong from codings that are merely unknown.
	 */
	private static Refusal refusedCoding(byte[] octets, int from, int to) {
		int start = from;
		boolean afterChunked = false;
		while (start <= to) {
			int end = start;
			while (end < to && octets[end] != ',') {
				end++;
			}
			int last = end;
			while (last > start && Octets.isBlank(octets[last - 1])) {
				last--;
			}
			if (afterChunked || !isToken(octets, start, last)) {
				return Refusal.CODING_INVALID;
			}
			afterChunked = Octets.equal(octets, start, last, CHUNKED);
			start = end + 1;
			while (start < to && Octets.isBlank(octets[start])) {
				start++;
			}
		}
		return Refusal.CODING_UNKNOWN;
	}

	private static boolean isToken(byte[] octets, int from, int to) {
		for (int index = from; index < to; index++) {
			if (!Octets.is(octets[index], Octets.TOKEN)) {
				return false;
			}
		}
		return from < to;
	}

}
