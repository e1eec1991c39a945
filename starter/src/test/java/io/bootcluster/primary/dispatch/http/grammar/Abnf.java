package io.bootcluster.primary.dispatch.http.grammar;

import java.util.regex.Pattern;

/**
 * The rules that messages are made of, each the regular expression of one rule's ABNF.
 */
final class Abnf {

	/** RFC 9110, section 5.6.2. */
	static final String TOKEN = "[!#$%&'*+\\-.^_`|~0-9A-Za-z]+";

	/** RFC 9110, section 5.6.3; bad whitespace is the same. */
	static final String OWS = "[ \\t]*";

	/** RFC 9110, section 5.6.4. */
	static final String QUOTED_STRING = "\"[\\t !\\x23-\\x5b\\x5d-\\x7e\\x80-\\xff]*+"
			+ "(?:\\\\[\\t \\x21-\\x7e\\x80-\\xff][\\t !\\x23-\\x5b\\x5d-\\x7e\\x80-\\xff]*+)*+\"";

	/** RFC 9110, section 5.5: it begins and ends with something visible. */
	static final String FIELD_VALUE = "(?:[\\x21-\\x7e\\x80-\\xff](?:[ \\t\\x21-\\x7e\\x80-\\xff]*[\\x21-\\x7e\\x80-\\xff])?)?";

	/** RFC 9112, section 5, with the CRLF behind it. */
	static final Pattern FIELD_LINE = Pattern
		.compile("(" + TOKEN + "):" + OWS + "(" + FIELD_VALUE + ")" + OWS + "\\r\\n");

	static final Pattern CRLF = Pattern.compile("\\r\\n");

	/** RFC 9112, section 3, for the versions that there are; the target is read apart. */
	static final Pattern REQUEST_LINE = Pattern.compile("(" + TOKEN + ") ([\\x21-\\x7e]+) HTTP/1\\.([01])\\r\\n");

	/** RFC 9112, section 4, for the versions and classes of status that there are. */
	static final Pattern STATUS_LINE = Pattern
		.compile("HTTP/1\\.([01]) ([1-5][0-9]{2}) [\\t \\x21-\\x7e\\x80-\\xff]*\\r\\n");

	/** RFC 9112, sections 7.1 and 7.1.1. */
	static final Pattern CHUNK_LINE = Pattern.compile("([0-9A-Fa-f]+)(?:" + OWS + ";" + OWS + TOKEN + "(?:" + OWS + "="
			+ OWS + "(?:" + TOKEN + "|" + QUOTED_STRING + "))?)*+\\r\\n");

	private static final String UNRESERVED = "A-Za-z0-9\\-._~";

	private static final String SUB_DELIMS = "!$&'()*+,;=";

	private static final String PCT_ENCODED = "%[0-9A-Fa-f]{2}";

	private static final String PCHAR = "(?:[" + UNRESERVED + SUB_DELIMS + ":@]++|" + PCT_ENCODED + ")";

	/** RFC 9112, section 3.2.1. */
	static final String ORIGIN_FORM = "(?:/" + PCHAR + "*+)++(?:\\?(?:" + PCHAR + "|[/?]++)*+)?";

	/**
	 * What RFC 3986 has not, and is passed on nonetheless: it bounds nothing, and the
	 * application's server has settings for whether it takes it.
	 */
	static final String RELAXED_ORIGIN_FORM = "/[" + UNRESERVED + SUB_DELIMS + ":@%\"<>\\[\\\\\\]^`{|}/]*+" + "(?:\\?["
			+ UNRESERVED + SUB_DELIMS + ":@%\"<>\\[\\\\\\]^`{|}/?]*+)?";

	private static final String H16 = "[0-9A-Fa-f]{1,4}";

	private static final String DEC_OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9][0-9]|[0-9])";

	private static final String IPV4 = DEC_OCTET + "(?:\\." + DEC_OCTET + "){3}";

	private static final String LS32 = "(?:" + H16 + ":" + H16 + "|" + IPV4 + ")";

	/** RFC 3986, section 3.2.2, alternative by alternative. */
	private static final String IPV6 = "(?:"
			+ String.join("|", groups(6) + LS32, "::" + groups(5) + LS32, "(?:" + H16 + ")?::" + groups(4) + LS32,
					upTo(1) + "::" + groups(3) + LS32, upTo(2) + "::" + groups(2) + LS32,
					upTo(3) + "::" + H16 + ":" + LS32, upTo(4) + "::" + LS32, upTo(5) + "::" + H16, upTo(6) + "::")
			+ ")";

	private static final String REG_NAME = "(?:[" + UNRESERVED + SUB_DELIMS + "]++|" + PCT_ENCODED + ")++";

	/** RFC 9110, section 7.2; RFC 3986, section 3.2, for schemes that need a host. */
	static final Pattern HOST = Pattern.compile("(?:\\[" + IPV6 + "\\]|" + IPV4 + "|" + REG_NAME + ")(?::[0-9]*)?");

	/** RFC 9110, section 5.6.1: a recipient takes empty members. */
	static final Pattern TOKENS = Pattern
		.compile("(?:" + TOKEN + ")?(?:" + OWS + "," + OWS + "(?:" + TOKEN + ")?)*+" + OWS);

	private Abnf() {
	}

	private static String groups(int count) {
		return "(?:" + H16 + ":){" + count + "}";
	}

	private static String upTo(int count) {
		return "(?:(?:" + H16 + ":){0," + count + "}" + H16 + ")?";
	}

}
