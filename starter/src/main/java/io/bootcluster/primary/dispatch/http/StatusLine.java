package io.bootcluster.primary.dispatch.http;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Reads a status line strictly (RFC 9112, section 4) and keeps what it says.
 */
final class StatusLine {

	private static final byte[] VERSION = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);

	/**
	 * Length of {@code HTTP/1.1}, the part that is written anew.
	 */
	static final int VERSION_LENGTH = 8;

	/**
	 * Length of {@code HTTP/1.1 200} and the blank that always follows.
	 */
	private static final int SHORTEST = 13;

	int status;

	boolean http10;

	@Nullable Refusal read(byte[] octets, int from, int to) {
		int end = to - 2;
		if (end - from < SHORTEST) {
			return Refusal.STATUS_LINE;
		}
		for (int i = 0; i < VERSION.length; i++) {
			if (octets[from + i] != VERSION[i]) {
				return Refusal.STATUS_LINE;
			}
		}
		byte minor = octets[from + VERSION.length];
		this.http10 = minor == '0';
		this.status = status(octets, from + VERSION_LENGTH + 1);
		boolean blanks = octets[from + VERSION_LENGTH] == Octets.SP && octets[from + SHORTEST - 1] == Octets.SP;
		if ((minor != '0' && minor != '1') || !blanks || this.status < 100 || this.status > 599) {
			return Refusal.STATUS_LINE;
		}
		for (int index = from + SHORTEST; index < end; index++) {
			if (!Octets.is(octets[index], Octets.VALUE)) {
				return Refusal.STATUS_LINE;
			}
		}
		return null;
	}

	private static int status(byte[] octets, int from) {
		int status = 0;
		for (int index = from; index < from + 3; index++) {
			if (!Octets.isDigit(octets[index])) {
				return 0;
			}
			status = status * 10 + octets[index] - '0';
		}
		return status;
	}

}
