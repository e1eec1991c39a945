package io.bootcluster.primary.dispatch.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Reads the field lines behind the last chunk (RFC 9112, section 7.1.2), as strictly as
 * those of a head, and refuses fields that no trailer may have.
 */
final class TrailerSection {

	static final int PARTIAL = -1;

	static final int WRONG = -2;

	private final FieldLine line = new FieldLine();

	@Nullable Refusal refusal;

	/**
	 * Read the section.
	 * @param in the buffer; its reader index is not moved
	 * @param from the index of its first byte
	 * @param size how many bytes are there
	 * @return the section's bytes, its empty line included, or {@link #PARTIAL} or
	 * {@link #WRONG}
	 */
	int read(ByteBuf in, int from, int size) {
		byte[] octets = Octets.scratch(size);
		in.getBytes(from, octets, 0, size);
		int index = 0;
		while (index < size && octets[index] != Octets.CR) {
			int next = this.line.read(octets, index, size);
			if (next == FieldLine.PARTIAL) {
				return PARTIAL;
			}
			if (next == FieldLine.WRONG) {
				return wrong(this.line.refusal);
			}
			if (isForbidden(octets, index, this.line.nameEnd)) {
				return wrong(Refusal.TRAILER_FORBIDDEN);
			}
			index = next;
		}
		if (index + 1 >= size) {
			return PARTIAL;
		}
		return (octets[index + 1] == Octets.LF) ? index + 2 : wrong(Refusal.LINE_END);
	}

	private static boolean isForbidden(byte[] octets, int from, int to) {
		return FieldName.of(octets, from, to) != FieldName.OTHER || EndToEnd.contains(octets, from, to);
	}

	private int wrong(@Nullable Refusal why) {
		this.refusal = why;
		return WRONG;
	}

}
