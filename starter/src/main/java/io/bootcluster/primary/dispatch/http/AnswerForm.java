package io.bootcluster.primary.dispatch.http;

import io.netty.buffer.ByteBuf;

/**
 * The body of an answer of ours, and the fields that tell what it is. Immutable.
 */
public final class AnswerForm {

	private final String fields;

	private final byte[] body;

	/**
	 * Make a form.
	 * @param fields field lines, each with its end
	 * @param body the body, never to be changed
	 */
	AnswerForm(String fields, byte[] body) {
		this.fields = fields;
		this.body = body;
	}

	String fields() {
		return this.fields;
	}

	int length() {
		return this.body.length;
	}

	/**
	 * Return how long the body of an answer to a request is.
	 * @param method the request's method
	 * @return octets, 0 for {@code HEAD}
	 */
	public int length(Method method) {
		return (method == Method.HEAD) ? 0 : this.body.length;
	}

	void writeBody(ByteBuf out) {
		out.writeBytes(this.body);
	}

}
