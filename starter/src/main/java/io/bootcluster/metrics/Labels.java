package io.bootcluster.metrics;

import java.util.LinkedHashMap;
import java.util.Map;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;

/**
 * Says of each line of a scrape whose it is. A label of the application's that has the
 * name of one of ours keeps its value as {@code exported_...}, as Prometheus itself does
 * when a target's labels meet the scraped ones.
 */
final class Labels {

	private static final String EXPORTED = "exported_";

	private final Map<String, String> ours = new LinkedHashMap<>();

	Labels(Tags ours) {
		for (Tag tag : ours) {
			this.ours.put(tag.getKey(), escaped(tag.getValue()));
		}
	}

	/**
	 * Add the labels to one sample.
	 * @param line the line, of either text format
	 * @return the same with more labels
	 */
	String addTo(String line) {
		int brace = line.indexOf('{');
		int blank = line.indexOf(' ');
		if (brace < 0 || (blank >= 0 && blank < brace)) {
			int end = (blank >= 0) ? blank : line.length();
			return line.substring(0, end) + "{" + text(this.ours, "") + "}" + line.substring(end);
		}
		Map<String, String> labels = new LinkedHashMap<>();
		StringBuilder quotedName = new StringBuilder();
		int end = read(line, brace + 1, labels, quotedName);
		this.ours.forEach((name, value) -> {
			String theirs = labels.remove(name);
			if (theirs != null) {
				String free = EXPORTED + name;
				while (labels.containsKey(free)) {
					free = EXPORTED + free;
				}
				labels.put(free, theirs);
			}
		});
		labels.putAll(this.ours);
		return line.substring(0, brace + 1) + text(labels, quotedName.toString()) + line.substring(end);
	}

	/**
	 * Read labels up to the closing brace, values as they are written. A metric's own
	 * name is among them where it takes quotes.
	 */
	private static int read(String line, int from, Map<String, String> labels, StringBuilder quotedName) {
		int at = from;
		while (at < line.length() && line.charAt(at) != '}') {
			int name = at;
			at = (line.charAt(at) == '"') ? afterQuotes(line, at) : Math.max(line.indexOf('=', at), at + 1);
			if (at < line.length() && line.charAt(at) == '=') {
				int value = at + 1;
				at = afterQuotes(line, value);
				labels.put(line.substring(name, value - 1).strip(), line.substring(value + 1, at - 1));
			}
			else {
				quotedName.append(line, name, at);
			}
			while (at < line.length() && (line.charAt(at) == ',' || line.charAt(at) == ' ')) {
				at++;
			}
		}
		return at;
	}

	private static int afterQuotes(String line, int quote) {
		int at = quote + 1;
		while (at < line.length() && line.charAt(at) != '"') {
			at += (line.charAt(at) == '\\') ? 2 : 1;
		}
		return Math.min(at + 1, line.length());
	}

	private static String text(Map<String, String> labels, String first) {
		StringBuilder text = new StringBuilder(first);
		labels.forEach((name, value) -> {
			if (!text.isEmpty()) {
				text.append(',');
			}
			text.append(name).append("=\"").append(value).append('"');
		});
		return text.toString();
	}

	/**
	 * Write tags as labels.
	 * @param tags the tags
	 * @return the labels without braces
	 */
	static String text(Iterable<Tag> tags) {
		Map<String, String> labels = new LinkedHashMap<>();
		tags.forEach((tag) -> labels.put(tag.getKey(), escaped(tag.getValue())));
		return text(labels, "");
	}

	private static String escaped(String value) {
		return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
	}

}
