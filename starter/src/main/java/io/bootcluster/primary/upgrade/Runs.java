package io.bootcluster.primary.upgrade;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes what a leader has run as one word, and reads it. Pure.
 */
final class Runs {

	private Runs() {
	}

	static String write(Map<String, Instant> runs) {
		return runs.entrySet()
			.stream()
			.map((run) -> URLEncoder.encode(run.getKey(), StandardCharsets.UTF_8) + "=" + run.getValue())
			.collect(Collectors.joining("&"));
	}

	static Map<String, Instant> read(String text) {
		Map<String, Instant> runs = new HashMap<>();
		for (String run : text.strip().split("&", -1)) {
			String[] parts = run.split("=", 2);
			if (parts.length == 2) {
				runs.put(URLDecoder.decode(parts[0], StandardCharsets.UTF_8), Instant.parse(parts[1]));
			}
		}
		return runs;
	}

}
