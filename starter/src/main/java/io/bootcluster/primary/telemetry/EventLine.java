package io.bootcluster.primary.telemetry;

import io.bootcluster.ClusterEvent;

/**
 * Writes an event as one line of names and values, which both people and log collectors
 * read (logfmt). Pure.
 */
final class EventLine {

	private EventLine() {
	}

	static String of(ClusterEvent event) {
		StringBuilder line = new StringBuilder("event=").append(event.name());
		if (!event.worker().isEmpty()) {
			append(line, "worker", event.worker());
		}
		event.details().forEach((name, value) -> append(line, name, value));
		return line.toString();
	}

	private static void append(StringBuilder line, String name, String value) {
		line.append(' ').append(name).append('=');
		if (!value.isEmpty() && value.chars().allMatch(EventLine::isPlain)) {
			line.append(value);
			return;
		}
		line.append('"');
		value.chars().forEach((character) -> escape(line, (char) character));
		line.append('"');
	}

	private static boolean isPlain(int character) {
		return character > ' ' && character != '"' && character != '=' && character != '\\'
				&& !isControl((char) character);
	}

	/**
	 * Nothing that a worker or an operator says may begin another line.
	 */
	private static void escape(StringBuilder line, char character) {
		switch (character) {
			case '"', '\\' -> line.append('\\').append(character);
			case '\n' -> line.append("\\n");
			case '\r' -> line.append("\\r");
			case '\t' -> line.append("\\t");
			default -> {
				if (isControl(character)) {
					line.append(String.format("\\u%04x", (int) character));
				}
				else {
					line.append(character);
				}
			}
		}
	}

	private static boolean isControl(char character) {
		return Character.isISOControl(character) || character == '\u2028' || character == '\u2029';
	}

}
