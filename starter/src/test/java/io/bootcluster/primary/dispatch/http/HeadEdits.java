package io.bootcluster.primary.dispatch.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says what may become of a head's fields on their way to the next hop: those of the hop
 * and those that it names go, what the next hop needs comes, and all others pass as they
 * are and in their order. An expectation of HTTP/1.0 goes, since it is none (RFC 9110,
 * section 10.1.1) and the next hop speaks HTTP/1.1.
 */
final class HeadEdits {

	private static final Set<String> OF_THE_HOP = Set.of("connection", "keep-alive", "proxy-connection", "te",
			"upgrade", "http2-settings");

	/**
	 * Never lost because a client names them.
	 */
	private static final Set<String> KEPT = Set.of("content-length", "transfer-encoding", "authorization", "cookie",
			"x-forwarded-for", "forwarded");

	private static final Set<String> ADDED = Set.of("connection: upgrade", "te: trailers", "connection: te");

	private HeadEdits() {
	}

	/**
	 * Return what is wrong.
	 * @param from the head as it came
	 * @param to the head as it went on
	 * @return the line, or an empty text
	 */
	static String wrong(String from, String to) {
		List<String> before = lines(from);
		List<String> after = new ArrayList<>(lines(to));
		Set<String> named = named(before);
		boolean http10 = from.substring(0, from.indexOf("\r\n", 2)).endsWith(" HTTP/1.0");
		boolean bodiless = to.startsWith("HTTP/1.1 1") || to.startsWith("HTTP/1.1 204 ");
		for (String line : before) {
			String name = name(line);
			boolean mayGo = OF_THE_HOP.contains(name) || name.startsWith("bootcluster-")
					|| (named.contains(name) && !KEPT.contains(name)) || name.equals("host")
					|| (bodiless && name.equals("content-length")) || (http10 && name.equals("expect"));
			boolean mustGo = isPrivate(name, to) || name.equals("keep-alive") || name.equals("proxy-connection");
			boolean passed = !after.isEmpty() && after.get(0).equals(line) && !isOurs(line, after);
			if (passed ? mustGo : !mayGo) {
				return line;
			}
			if (passed) {
				after.remove(0);
			}
		}
		return after.stream().filter((line) -> !isAdded(line)).findFirst().orElse("");
	}

	/**
	 * Clients may see which worker answered, and nobody else may say so.
	 */
	private static boolean isPrivate(String name, String to) {
		return name.startsWith("bootcluster-") && !(name.equals("bootcluster-worker") && to.startsWith("HTTP/"));
	}

	/**
	 * The client's facts come last, also where a client sent the very same.
	 */
	private static boolean isOurs(String line, List<String> after) {
		return after.size() == 1 && name(line).equals("bootcluster-client");
	}

	private static boolean isAdded(String line) {
		String lower = line.toLowerCase(Locale.ROOT);
		return ADDED.contains(lower) || lower.startsWith("host: ")
				|| lower.startsWith("bootcluster-client: a=127.0.0.1;");
	}

	private static Set<String> named(List<String> lines) {
		return lines.stream()
			.filter((line) -> name(line).equals("connection"))
			.flatMap((line) -> Arrays.stream(line.substring(line.indexOf(':') + 1).split(",")))
			.map((option) -> option.strip().toLowerCase(Locale.ROOT))
			.collect(Collectors.toSet());
	}

	private static String name(String line) {
		return line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
	}

	private static List<String> lines(String head) {
		String whole = head.startsWith("\r\n") ? head.substring(2) : head;
		List<String> lines = Arrays.asList(whole.split("\r\n"));
		return lines.subList(1, lines.size());
	}

}
