package io.bootcluster.primary.dispatch.http.grammar;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what a request is (RFC 9112, sections 3, 5 and 6). What is optional for a
 * recipient is left out: other versions, codings, expectations, schemes and user
 * information, and lists of equal lengths.
 */
public final class RequestGrammar {

	private static final Pattern ABSOLUTE_FORM = Pattern.compile("(?i:https?)://([^/?]*)([/?].*)?");

	private RequestGrammar() {
	}

	/**
	 * Find one request.
	 * @param text octets as Latin-1
	 * @param from where it begins
	 * @return what there is
	 */
	public static Found read(String text, int from) {
		Cursor cursor = new Cursor(text, from);
		cursor.take(Abnf.CRLF);
		MatchResult line = cursor.take(Abnf.REQUEST_LINE);
		List<String[]> fields = (line != null) ? cursor.fields() : null;
		if (line == null || fields == null) {
			return Found.NOTHING;
		}
		boolean http10 = line.group(3).equals("0");
		String framing = Bodies.framing(fields, http10);
		boolean body = framing != null && !framing.matches("0*");
		boolean right = framing != null && isTarget(line.group(1), line.group(2), fields) && isHost(fields, http10)
				&& isUnderstood(fields) && !(line.group(1).equals("TRACE") && body);
		return right ? Bodies.read(cursor, framing, from) : Found.NOTHING;
	}

	/**
	 * Return whether RFC 3986 has a target, and not only what is passed on nonetheless.
	 * @param target in origin form
	 * @return whether it does
	 */
	public static boolean isStrictTarget(String target) {
		return target.matches(Abnf.ORIGIN_FORM);
	}

	private static boolean isTarget(String method, String target, List<String[]> fields) {
		if (target.equals("*")) {
			return method.equals("OPTIONS");
		}
		if (method.equals("CONNECT")) {
			return Abnf.HOST.matcher(target).matches();
		}
		Matcher absolute = ABSOLUTE_FORM.matcher(target);
		if (!absolute.matches()) {
			return target.matches(Abnf.RELAXED_ORIGIN_FORM);
		}
		String path = (absolute.group(2) != null) ? absolute.group(2) : "";
		return Abnf.HOST.matcher(absolute.group(1)).matches()
				&& (path.startsWith("/") ? path : "/" + path).matches(Abnf.RELAXED_ORIGIN_FORM)
				&& Cursor.values(fields, "host").stream().allMatch(absolute.group(1)::equalsIgnoreCase);
	}

	private static boolean isHost(List<String[]> fields, boolean http10) {
		List<String> hosts = Cursor.values(fields, "host");
		return (hosts.size() == 1 || (http10 && hosts.isEmpty()))
				&& hosts.stream().allMatch((host) -> Abnf.HOST.matcher(host).matches());
	}

	private static boolean isUnderstood(List<String[]> fields) {
		return Cursor.values(fields, "connection").stream().allMatch((value) -> Abnf.TOKENS.matcher(value).matches())
				&& Cursor.values(fields, "expect").stream().allMatch("100-continue"::equalsIgnoreCase);
	}

}
