package io.bootcluster.primary.accesslog;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import io.bootcluster.AccessLog;
import io.bootcluster.AccessLogProperties.Format;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns an entry into one line: the Common Log Format of NCSA httpd or the combined one,
 * with what is ours behind it where readers of either ignore it, or JSON. Pure.
 */
final class EntryFormat {

	private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

	private static final JsonMapper JSON = new JsonMapper();

	private static final double NANOS = 1e9;

	private final Format format;

	private final ZoneId zone;

	EntryFormat(Format format, ZoneId zone) {
		this.format = format;
		this.zone = zone;
	}

	/**
	 * Return the line of an entry.
	 * @param entry the entry
	 * @return the line, without its end
	 */
	String line(AccessLog.Entry entry) {
		return switch (this.format) {
			case COMMON -> common(entry) + ours(entry);
			case COMBINED -> common(entry) + ' ' + quoted(entry.referrer()) + ' ' + quoted(entry.agent()) + ours(entry);
			case JSON -> JSON.writeValueAsString(json(entry));
		};
	}

	private String common(AccessLog.Entry entry) {
		AccessLog.Result result = entry.result();
		return entry.client() + " - - [" + DATE.format(ZonedDateTime.ofInstant(entry.at(), this.zone)) + "] "
				+ quoted(entry.line()) + ' ' + ((result.status() > 0) ? Integer.toString(result.status()) : "-") + ' '
				+ ((result.bytes() > 0) ? Long.toString(result.bytes()) : "-");
	}

	private static String ours(AccessLog.Entry entry) {
		AccessLog.Result result = entry.result();
		return " worker=" + orDash(result.worker()) + " retries=" + result.retries() + " held=" + seconds(result.held())
				+ " time=" + seconds(result.duration()) + " outcome=" + result.outcome() + " id="
				+ quoted(entry.requestId()) + " forwarded=" + quoted(entry.forwardedFor());
	}

	/**
	 * What could end the quotation is escaped as Nginx does it.
	 */
	private static String quoted(String text) {
		if (text.isEmpty()) {
			return "\"-\"";
		}
		return '"' + text.replace("\\", "\\x5C").replace("\"", "\\x22") + '"';
	}

	private static String orDash(String text) {
		return text.isEmpty() ? "-" : text;
	}

	private static String seconds(Duration duration) {
		return String.format(Locale.ROOT, "%.6f", duration.toNanos() / NANOS);
	}

	private static Map<String, Object> json(AccessLog.Entry entry) {
		AccessLog.Result result = entry.result();
		String[] worker = result.worker().split("\\.", 2);
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("time", entry.at().toString());
		fields.put("client", entry.client());
		fields.put("request", entry.line());
		fields.put("status", result.status());
		fields.put("bytes", result.bytes());
		fields.put("referrer", entry.referrer());
		fields.put("agent", entry.agent());
		fields.put("requestId", entry.requestId());
		fields.put("forwardedFor", entry.forwardedFor());
		fields.put("worker", worker[0]);
		fields.put("generation", (worker.length > 1) ? worker[1] : "");
		fields.put("retries", result.retries());
		fields.put("outcome", result.outcome());
		fields.put("seconds", result.duration().toNanos() / NANOS);
		fields.put("heldSeconds", result.held().toNanos() / NANOS);
		return fields;
	}

}
