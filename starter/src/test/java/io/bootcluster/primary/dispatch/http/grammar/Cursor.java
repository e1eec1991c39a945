package io.bootcluster.primary.dispatch.http.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads a text rule by rule.
 */
final class Cursor {

	private final String text;

	int at;

	Cursor(String text, int at) {
		this.text = text;
		this.at = at;
	}

	@Nullable MatchResult take(Pattern rule) {
		Matcher matcher = rule.matcher(this.text).region(this.at, this.text.length());
		if (!matcher.lookingAt()) {
			return null;
		}
		this.at = matcher.end();
		return matcher.toMatchResult();
	}

	boolean skip(long octets) {
		boolean there = octets <= this.text.length() - this.at;
		this.at += there ? (int) octets : 0;
		return there;
	}

	void end() {
		this.at = this.text.length();
	}

	/**
	 * Read field lines and the empty line behind them.
	 * @return names in lower case and values in turn, or {@code null} if that is not it
	 */
	@Nullable List<String[]> fields() {
		List<String[]> fields = new ArrayList<>();
		while (take(Abnf.CRLF) == null) {
			MatchResult line = take(Abnf.FIELD_LINE);
			if (line == null) {
				return null;
			}
			fields.add(new String[] { line.group(1).toLowerCase(Locale.ROOT), line.group(2) });
		}
		return fields;
	}

	static List<String> values(List<String[]> fields, String name) {
		return fields.stream().filter((field) -> field[0].equals(name)).map((field) -> field[1]).toList();
	}

}
