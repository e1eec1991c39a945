package io.bootcluster.primary.dispatch.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import io.netty.buffer.ByteBuf;

/**
 * An answer of the dispatcher itself, whatever {@linkplain AnswerForms form} its reader
 * takes. Immutable.
 *
 * @param status the status, 400 to 599
 * @param text what happened, one sentence
 * @param close whether the connection is closed after it
 * @param retryAfter seconds that {@code Retry-After} says, or 0 for none
 */
public record OwnAnswer(int status, String text, boolean close, int retryAfter) {

	private static final DateTimeFormatter DATE = DateTimeFormatter
		.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
		.withZone(ZoneOffset.UTC);

	/**
	 * Return the answer to a refused request, after which the connection is closed.
	 * @param refusal why it is refused
	 * @return the answer
	 */
	public static OwnAnswer to(Refusal refusal) {
		return new OwnAnswer(refusal.status(), refusal.reason(), true, 0);
	}

	/**
	 * Return an answer that leaves the connection as it is.
	 * @param status the status
	 * @param text what happened, one sentence
	 * @return the answer
	 */
	public static OwnAnswer of(int status, String text) {
		return new OwnAnswer(status, text, false, 0);
	}

	/**
	 * Return the same answer with {@code Retry-After}.
	 * @param seconds seconds, 1 or more
	 * @return a new answer
	 */
	public OwnAnswer retryAfter(int seconds) {
		return new OwnAnswer(this.status, this.text, this.close, seconds);
	}

	/**
	 * Return the same answer, after which the connection is closed.
	 * @return a new answer
	 */
	public OwnAnswer closing() {
		return new OwnAnswer(this.status, this.text, true, this.retryAfter);
	}

	/**
	 * Write head and body.
	 * @param out where to write
	 * @param method the request's method; the answer to {@code HEAD} has no body
	 * @param now the time for {@code Date}
	 * @param form the form of the body
	 */
	public void writeTo(ByteBuf out, Method method, Instant now, AnswerForm form) {
		StringBuilder head = new StringBuilder("HTTP/1.1 ").append(this.status).append(' ').append(phrase());
		head.append("\r\nDate: ").append(DATE.format(now));
		if (this.retryAfter > 0) {
			head.append("\r\nRetry-After: ").append(this.retryAfter);
		}
		head.append("\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n").append(form.fields());
		head.append("Content-Length: ").append(form.length());
		head.append(this.close ? "\r\nConnection: close\r\n\r\n" : "\r\n\r\n");
		out.writeCharSequence(head, StandardCharsets.US_ASCII);
		if (method != Method.HEAD) {
			form.writeBody(out);
		}
	}

	/**
	 * Return the status in words.
	 */
	String phrase() {
		return switch (this.status) {
			case 400 -> "Bad Request";
			case 403 -> "Forbidden";
			case 404 -> "Not Found";
			case 408 -> "Request Timeout";
			case 413 -> "Content Too Large";
			case 414 -> "URI Too Long";
			case 417 -> "Expectation Failed";
			case 421 -> "Misdirected Request";
			case 429 -> "Too Many Requests";
			case 431 -> "Request Header Fields Too Large";
			case 500 -> "Internal Server Error";
			case 501 -> "Not Implemented";
			case 502 -> "Bad Gateway";
			case 503 -> "Service Unavailable";
			case 504 -> "Gateway Timeout";
			case 505 -> "HTTP Version Not Supported";
			default -> "";
		};
	}

}
