package io.bootcluster;

import java.nio.file.Path;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What is written of each request.
 *
 * @param enabled Whether each request is logged.
 * @param format Form of the lines.
 * @param file File that is written.
 * @param maxSize Size beyond which another file is begun, which happens each day, too; 0
 * for days alone.
 * @param keep Number of earlier files that are kept.
 */
public record AccessLogProperties(@DefaultValue("false") boolean enabled, @DefaultValue("combined") Format format,
		@DefaultValue("access.log") Path file, @DefaultValue("100MB") DataSize maxSize, @DefaultValue("7") int keep) {

	public AccessLogProperties {
		Setting.notNegative("access-log.max-size", maxSize);
		Setting.inRange("access-log.keep", keep, 0, 10_000);
	}

	/**
	 * Forms of the lines.
	 */
	public enum Format {

		/**
		 * The Common Log Format, with what is ours behind it.
		 */
		COMMON,

		/**
		 * The same with referrer and user agent.
		 */
		COMBINED,

		/**
		 * One JSON object a line.
		 */
		JSON

	}

}
