package io.bootcluster.primary.dispatch.http;

import org.jspecify.annotations.Nullable;

/**
 * Reads one field line strictly (RFC 9112, section 5) and keeps where its parts are.
 */
final class FieldLine {

	/**
	 * The line is not whole yet.
	 */
	static final int PARTIAL = -1;

	/**
	 * The line is malformed.
	 */
	static final int WRONG = -2;

	int nameEnd;

	int valueStart;

	int valueEnd;

	@Nullable Refusal refusal;

	/**
	 * Read a line. Long for the sake of the request path: the compiler keeps the index in
	 * a register only while all of it is one method.
	 * @param octets where the line is
	 * @param from its first octet
	 * @param to behind the last octet that is there
	 * @return where the next line begins, or {@link #PARTIAL} or {@link #WRONG}
	 */
	int read(byte[] octets, int from, int to) {
		int index = from;
		while (index < to && Octets.is(octets[index], Octets.TOKEN)) {
			index++;
		}
		if (index == to) {
			return PARTIAL;
		}
		if (octets[index] != ':' || index == from) {
			return wrong(badName(octets[index], index == from));
		}
		this.nameEnd = index;
		index++;
		while (index < to && Octets.isBlank(octets[index])) {
			index++;
		}
		this.valueStart = index;
		index = Octets.afterPrintable(octets, index, to);
		while (index < to && Octets.is(octets[index], Octets.VALUE)) {
			index++;
		}
		if (index == to) {
			return PARTIAL;
		}
		if (octets[index] != Octets.CR) {
			return wrong((octets[index] == Octets.LF) ? Refusal.LINE_END : Refusal.CONTROL);
		}
		if (index + 1 == to) {
			return PARTIAL;
		}
		if (octets[index + 1] != Octets.LF) {
			return wrong(Refusal.LINE_END);
		}
		int next = index + 2;
		while (index > this.valueStart && Octets.isBlank(octets[index - 1])) {
			index--;
		}
		this.valueEnd = index;
		return next;
	}

	private int wrong(Refusal why) {
		this.refusal = why;
		return WRONG;
	}

	private static Refusal badName(byte octet, boolean first) {
		if (Octets.isBlank(octet)) {
			return first ? Refusal.FOLD : Refusal.BLANK_IN_NAME;
		}
		if (octet == Octets.CR || octet == Octets.LF) {
			return first ? Refusal.LINE_END : Refusal.FIELD_NAME;
		}
		return Refusal.FIELD_NAME;
	}

}
