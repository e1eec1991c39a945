package io.bootcluster.primary.dispatch.http;

import java.util.regex.Pattern;

import io.bootcluster.primary.dispatch.http.grammar.RequestGrammar;

/**
 * Sorts requests that the scanners pass on and Tomcat does not give to its application,
 * by what is particular about them.
 */
enum Difference {

	SERVER_WIDE_OPTIONS, TRACE, TARGET_CHARACTERS, TARGET_ENCODING, TARGET_NORMALISATION, MANY_FIELDS, CHUNK_EXTENSION,
	CHUNK_SIZE, MANY_TRAILERS, HOST_NAME,

	/**
	 * Nothing that is known.
	 */
	OTHER;

	private static final int TOMCATS_FIELDS = 100;

	private static final Pattern RELAXED = Pattern.compile("[\"<>\\[\\\\\\]^`{|}]");

	private static final Pattern LONE_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

	private static final Pattern CHUNK_WITH_EXTENSION = Pattern.compile("(?m)^[0-9A-Fa-f]+;");

	private static final Pattern CHUNK_OF_MANY_DIGITS = Pattern.compile("(?m)^[0-9A-Fa-f]{9,}\r?$");

	/**
	 * More than the eight that Tomcat takes.
	 */
	private static final Pattern TRAILERS = Pattern.compile("\\r\\n0+\\r\\n(?:[^\\r\\n]+\\r\\n){9,}\\r\\n$");

	private static final Pattern PLAIN_HOST = Pattern
		.compile("(?mi)^host:[ \\t]*[a-z0-9]+(?:[.-][a-z0-9]+)*(?::[0-9]*)?[ \\t]*\r\n");

	static Difference of(Understood request) {
		String path = request.target().replaceFirst("\\?.*", "");
		if (request.target().equals("*")) {
			return SERVER_WIDE_OPTIONS;
		}
		if (request.method().equals("TRACE")) {
			return TRACE;
		}
		if (RELAXED.matcher(request.target()).find()) {
			return TARGET_CHARACTERS;
		}
		if (LONE_PERCENT.matcher(path).find() || path.matches("(?i).*%(00|2f|5c|[89a-f]).*")) {
			return TARGET_ENCODING;
		}
		if (!RequestGrammar.isStrictTarget(request.target())) {
			return TARGET_CHARACTERS;
		}
		if (path.matches(".*(\\.|%2[eE]).*")) {
			return TARGET_NORMALISATION;
		}
		if (request.wire().split("\r\n\r\n")[0].split("\r\n").length - 1 > TOMCATS_FIELDS) {
			return MANY_FIELDS;
		}
		if (CHUNK_WITH_EXTENSION.matcher(request.wire()).find()) {
			return CHUNK_EXTENSION;
		}
		if (CHUNK_OF_MANY_DIGITS.matcher(request.wire()).find()) {
			return CHUNK_SIZE;
		}
		if (TRAILERS.matcher(request.wire()).find()) {
			return MANY_TRAILERS;
		}
		return PLAIN_HOST.matcher(request.wire()).find() ? OTHER : HOST_NAME;
	}

}
