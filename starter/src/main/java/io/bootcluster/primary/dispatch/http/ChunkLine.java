package io.bootcluster.primary.dispatch.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Reads the line ahead of a chunk's data strictly (RFC 9112, section 7.1): no sign, no
 * prefix, no blanks, extensions of exactly the grammar.
 */
final class ChunkLine {

	static final int PARTIAL = -1;

	static final int WRONG = -2;

	/**
	 * Every number of so many hexadecimal digits is a {@code long} with room to count on.
	 */
	private static final int MAX_DIGITS = 15;

	private enum Part {

		NAME_START, NAME, VALUE_START, VALUE, QUOTED, ESCAPED, QUOTED_END

	}

	long size;

	int extension;

	@Nullable Refusal refusal;

	/**
	 * Read a line.
	 * @param in the buffer; its reader index is not moved
	 * @param from the index of the line's first byte
	 * @param to behind the last byte that is there
	 * @param extensions how many bytes the extension may have
	 * @return the line's bytes, CRLF included, or {@link #PARTIAL} or {@link #WRONG}
	 */
	int read(ByteBuf in, int from, int to, int extensions) {
		long value = 0;
		int index = from;
		int digit = 0;
		while (index < to && index - from <= MAX_DIGITS) {
			digit = Octets.hex(in.getByte(index));
			if (digit < 0) {
				break;
			}
			value = value << 4 | digit;
			index++;
		}
		if (index - from > MAX_DIGITS) {
			return wrong(Refusal.CHUNK_TOO_LARGE);
		}
		if (index == to) {
			return PARTIAL;
		}
		if (index == from) {
			return wrong(Refusal.CHUNK_SIZE);
		}
		this.size = value;
		this.extension = 0;
		if (in.getByte(index) == ';') {
			int end = extension(in, index + 1, to, extensions);
			if (end < 0) {
				return end;
			}
			this.extension = end - index;
			index = end;
		}
		return end(in, from, index, to);
	}

	private int end(ByteBuf in, int from, int index, int to) {
		byte octet = in.getByte(index);
		if (octet != Octets.CR) {
			return wrong((octet == Octets.LF) ? Refusal.LINE_END : Refusal.CHUNK_SIZE);
		}
		if (index + 1 == to) {
			return PARTIAL;
		}
		return (in.getByte(index + 1) == Octets.LF) ? index + 2 - from : wrong(Refusal.LINE_END);
	}

	/**
	 * Return the index of the CR that ends the extensions.
	 */
	private int extension(ByteBuf in, int from, int to, int extensions) {
		Part part = Part.NAME_START;
		for (int index = from; index < to; index++) {
			byte octet = in.getByte(index);
			if (octet == Octets.CR && (part == Part.NAME || part == Part.VALUE || part == Part.QUOTED_END)) {
				return index;
			}
			Part next = next(part, octet);
			if (next == null) {
				return wrong((octet == Octets.CR || octet == Octets.LF) ? Refusal.LINE_END : Refusal.CHUNK_EXTENSION);
			}
			if (index - from >= extensions) {
				return wrong(Refusal.CHUNK_EXTENSION_TOO_LARGE);
			}
			part = next;
		}
		return PARTIAL;
	}

	private static @Nullable Part next(Part part, byte octet) {
		boolean token = Octets.is(octet, Octets.TOKEN);
		return switch (part) {
			case NAME_START -> token ? Part.NAME : null;
			case NAME -> token ? Part.NAME : (octet == '=') ? Part.VALUE_START : afterValue(octet);
			case VALUE_START -> token ? Part.VALUE : (octet == '"') ? Part.QUOTED : null;
			case VALUE -> token ? Part.VALUE : afterValue(octet);
			case QUOTED -> quoted(octet);
			case ESCAPED -> Octets.is(octet, Octets.VALUE) ? Part.QUOTED : null;
			case QUOTED_END -> afterValue(octet);
		};
	}

	private static @Nullable Part quoted(byte octet) {
		if (octet == '"') {
			return Part.QUOTED_END;
		}
		if (octet == '\\') {
			return Part.ESCAPED;
		}
		return Octets.is(octet, Octets.VALUE) ? Part.QUOTED : null;
	}

	private static @Nullable Part afterValue(byte octet) {
		return (octet == ';') ? Part.NAME_START : null;
	}

	private int wrong(Refusal why) {
		this.refusal = why;
		return WRONG;
	}

}
