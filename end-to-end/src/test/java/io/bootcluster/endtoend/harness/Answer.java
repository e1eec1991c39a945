package io.bootcluster.endtoend.harness;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came back for one request.
 *
 * @param status the HTTP status
 * @param fields the fields by lower-case name
 * @param body the body, without its framing
 */
public record Answer(int status, Map<String, List<String>> fields, byte[] body) {

	private static final JsonMapper JSON = new JsonMapper();

	public String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

	public JsonNode json() {
		return JSON.readTree(this.body);
	}

	public Optional<String> field(String name) {
		return this.fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
	}

	/**
	 * Return the answer if it is a 200.
	 * @return this
	 */
	public Answer ok() {
		if (this.status != 200) {
			throw new AssertionError(this);
		}
		return this;
	}

	@Override
	public String toString() {
		String text = text();
		return this.status + " " + this.fields + " " + text.substring(0, Math.min(text.length(), 500));
	}

}
