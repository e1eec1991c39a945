package io.bootcluster.control;

import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what travels on the line so that people can read it.
 */
public final class ReadableJson {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private ReadableJson() {
	}

	/**
	 * Write a value.
	 * @param value the value, such as a view
	 * @return JSON in several lines
	 */
	public static String of(Object value) {
		return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
	}

}
