package io.bootcluster.primary.dispatch.http;

import io.netty.buffer.ByteBuf;

/**
 * Copies a head's field lines but for those that end at this hop, in as few runs as
 * possible.
 */
final class FieldWriter {

	private FieldWriter() {
	}

	/**
	 * Copy the lines.
	 * @param in the buffer that was scanned
	 * @param out where to write
	 * @param fields where the lines are
	 * @param removed the {@linkplain FieldName#bit() names} that are left out
	 * @param named whether those that {@code Connection} names are left out, too; it
	 * names {@code Upgrade} also where that is passed on
	 */
	static void copy(ByteBuf in, ByteBuf out, FieldTable fields, int removed, boolean named) {
		int count = fields.count();
		if (count == 0) {
			return;
		}
		int reader = in.readerIndex();
		byte[] octets = named ? octets(in, fields.end(count - 1)) : null;
		int run = fields.start(0);
		for (int index = 0; index < count; index++) {
			boolean left = (fields.name(index).bit() & removed) != 0
					|| (octets != null && fields.name(index) != FieldName.UPGRADE && isNamed(octets, fields, index));
			if (left) {
				int start = fields.start(index);
				if (start > run) {
					out.writeBytes(in, reader + run, start - run);
				}
				run = fields.end(index);
			}
		}
		int end = fields.end(count - 1);
		if (end > run) {
			out.writeBytes(in, reader + run, end - run);
		}
	}

	private static byte[] octets(ByteBuf in, int length) {
		byte[] octets = Octets.scratch(length);
		in.getBytes(in.readerIndex(), octets, 0, length);
		return octets;
	}

	private static boolean isNamed(byte[] octets, FieldTable fields, int index) {
		int from = fields.start(index);
		int to = fields.nameEnd(index);
		for (int line = 0; line < fields.count(); line++) {
			if (fields.name(line) == FieldName.CONNECTION
					&& isListed(octets, from, to, fields.nameEnd(line) + 1, fields.end(line) - 2)) {
				return !EndToEnd.contains(octets, from, to);
			}
		}
		return false;
	}

	private static boolean isListed(byte[] octets, int nameFrom, int nameTo, int from, int to) {
		int start = from;
		while (start < to) {
			int end = start;
			while (end < to && Octets.is(octets[end], Octets.TOKEN)) {
				end++;
			}
			if (end - start == nameTo - nameFrom && end > start && isSame(octets, nameFrom, start, end - start)) {
				return true;
			}
			start = end + 1;
		}
		return false;
	}

	private static boolean isSame(byte[] octets, int one, int other, int length) {
		for (int i = 0; i < length; i++) {
			if (Character.toLowerCase(octets[one + i]) != Character.toLowerCase(octets[other + i])) {
				return false;
			}
		}
		return true;
	}

}
