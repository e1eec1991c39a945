package io.bootcluster.primary.dispatch.http;

/**
 * Why a message is not passed on, and what its sender is told. A refused request's
 * connection is closed after the answer; a refused answer's connection is never used
 * again, and its client gets 502, or an aborted answer if bytes went out.
 */
public enum Refusal {

	REQUEST_LINE(400, "malformed request line"),

	METHOD_NAME(400, "malformed method"),

	METHOD_UNKNOWN(501, "unknown method"),

	CONNECT(501, "CONNECT is not supported"),

	TARGET(400, "invalid character in the target"),

	TARGET_FORM(400, "target in a form that its method does not take"),

	TARGET_TOO_LONG(414, "request line too long"),

	VERSION_NAME(400, "malformed version"),

	VERSION_UNKNOWN(505, "version is neither HTTP/1.1 nor HTTP/1.0"),

	LINE_END(400, "line not ended by CRLF"),

	CONTROL(400, "control character in a field"),

	FIELD_NAME(400, "malformed field name"),

	BLANK_IN_NAME(400, "blank before the colon"),

	FOLD(400, "folded field line"),

	HEAD_TOO_LARGE(431, "header section too large"),

	TOO_MANY_FIELDS(431, "too many fields"),

	HOST_MISSING(400, "no Host"),

	HOST_REPEATED(400, "more than one Host"),

	HOST_INVALID(400, "invalid Host"),

	HOST_DISAGREES(400, "Host is not the target's"),

	LENGTH_INVALID(400, "invalid Content-Length"),

	LENGTH_REPEATED(400, "more than one Content-Length"),

	LENGTH_TOO_LARGE(413, "Content-Length too large"),

	CODING_WITH_LENGTH(400, "both Transfer-Encoding and Content-Length"),

	CODING_IN_HTTP10(400, "Transfer-Encoding in HTTP/1.0"),

	CODING_INVALID(400, "Transfer-Encoding does not end in one chunked"),

	CODING_UNKNOWN(501, "unknown transfer coding"),

	CONNECTION_INVALID(400, "malformed Connection"),

	EXPECTATION(417, "unknown expectation"),

	TRACE_WITH_BODY(400, "TRACE with a body"),

	CHUNK_SIZE(400, "malformed chunk size"),

	CHUNK_TOO_LARGE(413, "chunk too large"),

	CHUNK_EXTENSION(400, "malformed chunk extension"),

	CHUNK_EXTENSION_TOO_LARGE(413, "chunk extensions too large"),

	CHUNK_END(400, "chunk not ended by CRLF"),

	TRAILER_FORBIDDEN(400, "field not allowed in a trailer"),

	TRAILER_TOO_LARGE(431, "trailer section too large"),

	STATUS_LINE(502, "malformed status line"),

	SWITCH_UNASKED(502, "101 that was not asked for"),

	BODY_UNEXPECTED(502, "Transfer-Encoding where there is no body");

	private final int status;

	private final String reason;

	Refusal(int status, String reason) {
		this.status = status;
		this.reason = reason;
	}

	/**
	 * Return the status that the client gets if a request is refused for this.
	 * @return the status; a worker's refused answer becomes 502 whatever this says
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Return what is wrong, in a few words that hold none of the sender's bytes.
	 * @return the reason, fit for a log and for the client
	 */
	public String reason() {
		return this.reason;
	}

}
