package io.bootcluster.primary.dispatch.http.grammar;

import java.util.List;
import java.util.regex.MatchResult;

/**
 * Says what an answer is (RFC 9112, sections 4, 5 and 6.3).
 */
public final class AnswerGrammar {

	private AnswerGrammar() {
	}

	/**
	 * Find one answer, which may be an interim one.
	 * @param text octets as Latin-1
	 * @param from where it begins
	 * @param toHead whether HEAD is answered
	 * @param upgrade whether an upgrade was asked for
	 * @return what there is
	 */
	public static Found read(String text, int from, boolean toHead, boolean upgrade) {
		Cursor cursor = new Cursor(text, from);
		MatchResult line = cursor.take(Abnf.STATUS_LINE);
		List<String[]> fields = (line != null) ? cursor.fields() : null;
		if (line == null || fields == null) {
			return Found.NOTHING;
		}
		String framing = Bodies.framing(fields, line.group(1).equals("0"));
		int status = Integer.parseInt(line.group(2));
		if (framing == null || !isRight(status, framing, fields, upgrade)) {
			return Found.NOTHING;
		}
		if (toHead || status < 200 || status == 204 || status == 304) {
			return Found.body("NONE", from, cursor.at, cursor.at);
		}
		if (framing.isEmpty()) {
			int head = cursor.at;
			cursor.end();
			return Found.body("UNTIL_CLOSE", from, head, cursor.at);
		}
		return Bodies.read(cursor, framing, from);
	}

	private static boolean isRight(int status, String framing, List<String[]> fields, boolean upgrade) {
		boolean options = Cursor.values(fields, "connection")
			.stream()
			.allMatch((value) -> Abnf.TOKENS.matcher(value).matches());
		boolean codedInVain = (status < 200 || status == 204) && framing.equals("CHUNKED");
		boolean unasked = status == 101 && !(upgrade && !Cursor.values(fields, "upgrade").isEmpty());
		return options && !codedInVain && !unasked;
	}

}
