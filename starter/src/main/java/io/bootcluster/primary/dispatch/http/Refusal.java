package io.bootcluster.primary.dispatch.http;

/**
 * Why a message is not passed on, and what its sender is told. A refused request's
 * connection is closed after the answer; a refused answer's connection is never used
 * again, and its client gets 502, or an aborted answer if bytes went out.
 */
public enum Refusal {

	MALFORMED_LINE_END(400, "line not ended by CRLF");

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
