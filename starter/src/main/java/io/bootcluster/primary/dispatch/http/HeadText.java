package io.bootcluster.primary.dispatch.http;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;

/**
 * Reads what a log says of a head: printable ASCII, cut where it is long. On the request
 * path, so that nothing is decoded but what is wanted.
 */
final class HeadText {

	private HeadText() {
	}

	/**
	 * Read a line.
	 * @param in where it is
	 * @param from index of its first octet
	 * @param most how many characters are wanted
	 * @return the line without its end
	 */
	static String line(ByteBuf in, int from, int most) {
		int to = Math.min(in.writerIndex(), from + most);
		int end = in.indexOf(from, to, Octets.CR);
		return printable(in, from, (end < 0) ? to : end);
	}

	/**
	 * Read a field that may come in several lines.
	 * @param in the buffer that was scanned
	 * @param fields where the lines are
	 * @param name the field's name in lower case: letters, digits and hyphens
	 * @param most how many characters of each line are wanted
	 * @return the values, joined by commas; empty if there is none
	 */
	static String field(ByteBuf in, FieldTable fields, String name, int most) {
		String all = "";
		for (int index = 0; index < fields.count(); index++) {
			if (isNamed(in, fields, index, name)) {
				String value = value(in, fields, index, most);
				all = all.isEmpty() ? value : all + ", " + value;
			}
		}
		return (all.length() <= most) ? all : all.substring(0, most);
	}

	/**
	 * Read the first line of a field, whatever is in it.
	 * @param in the buffer that was scanned
	 * @param fields where the lines are
	 * @param name the field, which is there
	 * @return its value
	 */
	static String first(ByteBuf in, FieldTable fields, FieldName name) {
		int index = 0;
		while (fields.name(index) != name) {
			index++;
		}
		int from = valueStart(in, fields, index);
		return in.toString(from, valueEnd(in, fields, index, from) - from, StandardCharsets.ISO_8859_1);
	}

	private static boolean isNamed(ByteBuf in, FieldTable fields, int index, String name) {
		if (fields.nameEnd(index) - fields.start(index) != name.length()) {
			return false;
		}
		int from = in.readerIndex() + fields.start(index);
		for (int at = 0; at < name.length(); at++) {
			if ((in.getByte(from + at) | 0x20) != name.charAt(at)) {
				return false;
			}
		}
		return true;
	}

	private static String value(ByteBuf in, FieldTable fields, int index, int most) {
		int from = valueStart(in, fields, index);
		return printable(in, from, Math.min(valueEnd(in, fields, index, from), from + most));
	}

	private static int valueStart(ByteBuf in, FieldTable fields, int index) {
		int from = in.readerIndex() + fields.nameEnd(index) + 1;
		while (Octets.isBlank(in.getByte(from))) {
			from++;
		}
		return from;
	}

	/**
	 * Return where the value ends, which is not behind the CRLF.
	 */
	private static int valueEnd(ByteBuf in, FieldTable fields, int index, int from) {
		int to = in.readerIndex() + fields.end(index) - 2;
		while (to > from && Octets.isBlank(in.getByte(to - 1))) {
			to--;
		}
		return to;
	}

	private static String printable(ByteBuf in, int from, int to) {
		byte[] octets = new byte[to - from];
		in.getBytes(from, octets);
		for (int index = 0; index < octets.length; index++) {
			if (octets[index] < ' ' || octets[index] > '~') {
				octets[index] = '?';
			}
		}
		return new String(octets, StandardCharsets.ISO_8859_1);
	}

}
