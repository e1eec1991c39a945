package io.bootcluster.primary.dispatch.http;

/**
 * What a request's method says about repeating it and about its answer (RFC 9110, section
 * 9).
 */
public enum Method {

	GET(true, true),

	HEAD(true, true),

	OPTIONS(true, true),

	TRACE(true, true),

	PUT(false, true),

	DELETE(false, true),

	POST(false, false),

	PATCH(false, false),

	/**
	 * Any other method: passed on, and never repeated.
	 */
	OTHER(false, false);

	private final boolean safe;

	private final boolean idempotent;

	Method(boolean safe, boolean idempotent) {
		this.safe = safe;
		this.idempotent = idempotent;
	}

	/**
	 * Return whether the request only reads.
	 * @return {@code true} for the methods of RFC 9110, section 9.2.1
	 */
	public boolean isSafe() {
		return this.safe;
	}

	/**
	 * Return whether the request may be repeated if no byte of an answer came.
	 * @return {@code true} for the methods of RFC 9110, section 9.2.2
	 */
	public boolean isIdempotent() {
		return this.idempotent;
	}

}
