package io.bootcluster.primary.dispatch.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads the tables of cases, and the bytes in them: {@code \r \n \t \s \0 \xHH \\}, and
 * {@code {n*text}} for a text repeated, also one within another.
 */
public final class WireText {

	private WireText() {
	}

	/**
	 * Read a table's rows from a resource beside this class.
	 * @param resource the resource's name
	 * @return the rows, each as its columns
	 */
	public static List<String[]> table(String resource) {
		try (InputStream in = WireText.class.getResourceAsStream(resource)) {
			String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
			return text.lines()
				.filter((line) -> !line.isBlank() && !line.startsWith("#"))
				.map((line) -> line.split(" \\| "))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the bytes that a text stands for.
	 * @param text the text
	 * @return the bytes
	 */
	public static byte[] bytes(String text) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		write(text, out);
		return out.toByteArray();
	}

	/**
	 * Return the text that stands for bytes, fit for a table.
	 * @param bytes the bytes
	 * @return the text
	 */
	public static String text(byte[] bytes) {
		StringBuilder text = new StringBuilder();
		for (byte octet : bytes) {
			switch (octet) {
				case '\r' -> text.append("\\r");
				case '\n' -> text.append("\\n");
				case '\t' -> text.append("\\t");
				case '\\' -> text.append("\\\\");
				default -> text
					.append((octet >= ' ' && octet < 0x7f) ? String.valueOf((char) octet) : "\\x%02x".formatted(octet));
			}
		}
		return text.toString();
	}

	private static void write(String text, ByteArrayOutputStream out) {
		int index = 0;
		while (index < text.length()) {
			char character = text.charAt(index);
			int star = text.indexOf('*', index);
			if (character == '{' && star > 0 && text.substring(index + 1, star).matches("\\d+")) {
				int end = closing(text, index);
				for (int i = Integer.parseInt(text.substring(index + 1, star)); i > 0; i--) {
					write(text.substring(star + 1, end), out);
				}
				index = end + 1;
			}
			else if (character == '\\') {
				boolean hex = text.charAt(index + 1) == 'x';
				out.write(hex ? Integer.parseInt(text.substring(index + 2, index + 4), 16)
						: escaped(text.charAt(index + 1)));
				index += hex ? 4 : 2;
			}
			else {
				out.write(character);
				index++;
			}
		}
	}

	private static int closing(String text, int from) {
		int depth = 0;
		for (int index = from; index < text.length(); index++) {
			depth += (text.charAt(index) == '{') ? 1 : (text.charAt(index) == '}') ? -1 : 0;
			if (depth == 0) {
				return index;
			}
		}
		throw new IllegalArgumentException(text);
	}

	private static int escaped(char character) {
		return switch (character) {
			case 'r' -> '\r';
			case 'n' -> '\n';
			case 't' -> '\t';
			case 's' -> ' ';
			case '0' -> 0;
			case '\\' -> '\\';
			default -> throw new IllegalArgumentException("\\" + character);
		};
	}

}
