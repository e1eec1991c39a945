package io.bootcluster.primary.dispatch.http.grammar;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;

import org.jspecify.annotations.Nullable;

/**
 * Finds the end of a body (RFC 9112, sections 6 and 7).
 */
final class Bodies {

	/**
	 * What RFC 9110, section 6.5.1, forbids in trailers: framing, routing, modifiers,
	 * authentication, and what says how to process the content.
	 */
	private static final Set<String> NOT_IN_TRAILERS = Set.of("transfer-encoding", "content-length", "host", "expect",
			"te", "max-forwards", "cache-control", "range", "if-match", "if-none-match", "if-modified-since",
			"if-unmodified-since", "if-range", "authorization", "proxy-authorization", "www-authenticate",
			"proxy-authenticate", "cookie", "set-cookie", "content-encoding", "content-type", "content-range",
			"trailer", "connection", "upgrade", "keep-alive", "proxy-connection", "vary", "location");

	private Bodies() {
	}

	/**
	 * Return how the fields frame a body.
	 * @return {@code CHUNKED}, a length, an empty text for neither, or {@code null} if
	 * they contradict themselves or say what nobody here knows
	 */
	static @Nullable String framing(List<String[]> fields, boolean http10) {
		List<String> codings = Cursor.values(fields, "transfer-encoding");
		List<String> lengths = Cursor.values(fields, "content-length");
		if (codings.size() + lengths.size() > 1) {
			return null;
		}
		if (codings.size() == 1) {
			return (codings.get(0).equalsIgnoreCase("chunked") && !http10) ? "CHUNKED" : null;
		}
		return lengths.isEmpty() ? "" : lengths.get(0).matches("[0-9]+") ? lengths.get(0) : null;
	}

	/**
	 * Return what is found with a framing.
	 */
	static Found read(Cursor text, String framing, int from) {
		int head = text.at;
		if (framing.equals("CHUNKED")) {
			return Found.body("CHUNKED", from, head, chunks(text) ? text.at : -1);
		}
		BigInteger length = framing.isEmpty() ? BigInteger.ZERO : new BigInteger(framing);
		boolean there = length.bitLength() < Long.SIZE && text.skip(length.longValue());
		return Found.body((length.signum() == 0) ? "NONE" : "LENGTH", from, head, there ? text.at : -1);
	}

	private static boolean chunks(Cursor text) {
		MatchResult line = text.take(Abnf.CHUNK_LINE);
		while (line != null) {
			BigInteger size = new BigInteger(line.group(1), 16);
			if (size.signum() == 0) {
				List<String[]> trailer = text.fields();
				return trailer != null && trailer.stream().noneMatch((field) -> NOT_IN_TRAILERS.contains(field[0]));
			}
			boolean whole = size.bitLength() < Long.SIZE && text.skip(size.longValue()) && text.take(Abnf.CRLF) != null;
			line = whole ? text.take(Abnf.CHUNK_LINE) : null;
		}
		return false;
	}

}
