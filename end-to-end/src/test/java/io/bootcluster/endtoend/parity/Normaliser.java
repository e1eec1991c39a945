package io.bootcluster.endtoend.parity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of an answer what differs between any two runs of one application, and
 * nothing else. What varies in length is not taken out, since lengths are compared.
 */
final class Normaliser {

	private static final int LONG = 6000;

	/**
	 * The actuator's index is a map whose order each JVM draws by lot.
	 */
	private static final Pattern LINK = Pattern.compile("\"[\\w-]+\":\\{\"href\":\"[^\"]*\",\"templated\":\\w+}");

	private static final List<Rule> RULES = List.of(
			new Rule("(?m)^Date: [^\r]+", "Date: <now>", "the time of the answer"),
			new Rule("\"timestamp\":\"[^\"]+\"", "\"timestamp\":\"<now>\"", "the time of an error"),
			new Rule("(?<=<div id='created'>)[^<]+", "<now>", "the time of an error, on Spring Boot's own page"),
			new Rule("(?<=JSESSIONID=)[0-9A-F]{32}", "<session #>", "random; numbered, so that a change is seen"),
			new Rule("(?<=[^J]SESSION=)[\\w+/=-]{40,}", "<session #>", "random; numbered, so that a change is seen"),
			new Rule("(?<=name=\"_csrf\" type=\"hidden\" value=\")[^\"]+", "<token #>", "random and masked anew"),
			new Rule("(?<=\r\n)[0-9a-f]+(?=\r\n\r\n--[\\w-]{10})", "<size>",
					"the boundary behind it is of random length"),
			new Rule("\"worker\":\\d", "\"worker\":<number>", "whoever is next"),
			new Rule("(?<=boundary=)[\\w-]+|(?<=\r\n--)[\\w-]{10,}?(?=(--)?\r\n)", "<boundary>", "random"));

	private final List<Rule> rules = new ArrayList<>();

	/**
	 * Make one for one conversation with one application.
	 * @param ports what its ports are called, number by name
	 */
	Normaliser(List<Port> ports) {
		for (Port port : ports) {
			this.rules.add(new Rule("(?<!\\d)" + port.number() + "(?!\\d)", "<" + port.name() + ">",
					"each application has ports of its own"));
		}
		this.rules.addAll(RULES);
	}

	/**
	 * Turn the bytes of an answer into lines of text.
	 * @param bytes the bytes, one a character
	 * @return the lines, in which every byte can be told from every other
	 */
	List<String> lines(String bytes) {
		String text = sortLinks(bytes);
		for (Rule rule : this.rules) {
			text = rule.apply(text);
		}
		List<String> lines = new ArrayList<>();
		for (String line : text.split("(?<=\n)")) {
			lines.add(printable(line));
		}
		return lines;
	}

	private static String sortLinks(String text) {
		Iterator<String> sorted = LINK.matcher(text).results().map(MatchResult::group).sorted().iterator();
		return LINK.matcher(text).replaceAll((found) -> Matcher.quoteReplacement(sorted.next()));
	}

	private static String printable(String line) {
		boolean ended = line.endsWith("\r\n");
		String content = ended ? line.substring(0, line.length() - 2) : line;
		StringBuilder text = new StringBuilder();
		for (char octet : content.toCharArray()) {
			text.append((octet >= ' ' && octet < 0x7f) ? Character.toString(octet)
					: (octet == '\n') ? "\\n" : "\\x" + HexFormat.of().toHexDigits((byte) octet));
		}
		String all = (text.length() < LONG) ? text.toString() : content.length() + " bytes " + digest(content);
		return ended ? all : all + "\\";
	}

	private static String digest(String content) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.ISO_8859_1)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A port that an answer may name.
	 *
	 * @param number the port
	 * @param name what is written instead
	 */
	record Port(int number, String name) {
	}

	/**
	 * One thing that may differ.
	 *
	 * @param pattern where it is
	 * @param name what is written instead, with the number of the distinct value for #
	 * @param why the reason for which it may differ
	 */
	private record Rule(Pattern pattern, String name, String why) {

		Rule(String pattern, String name, String why) {
			this(Pattern.compile(pattern), name, why);
		}

		String apply(String text) {
			List<String> seen = new ArrayList<>();
			return this.pattern.matcher(text).replaceAll((found) -> {
				if (!seen.contains(found.group())) {
					seen.add(found.group());
				}
				return Matcher
					.quoteReplacement(this.name.replace("#", Integer.toString(seen.indexOf(found.group()) + 1)));
			});
		}

	}

}
