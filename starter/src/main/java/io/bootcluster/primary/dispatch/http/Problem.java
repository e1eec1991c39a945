package io.bootcluster.primary.dispatch.http;

import java.nio.charset.StandardCharsets;

/**
 * Says as problem details (RFC 9457) why there is no worker's answer. Pure.
 */
final class Problem {

	private static final String FIELDS = "Content-Type: application/problem+json\r\n";

	private Problem() {
	}

	static AnswerForm of(OwnAnswer answer, String requestId) {
		StringBuilder json = new StringBuilder("{\"type\":\"about:blank\",\"title\":");
		append(json, answer.phrase());
		json.append(",\"status\":").append(answer.status()).append(",\"detail\":");
		append(json, answer.text());
		if (!requestId.isEmpty()) {
			json.append(",\"requestId\":");
			append(json, requestId);
		}
		return new AnswerForm(FIELDS, json.append("}\n").toString().getBytes(StandardCharsets.UTF_8));
	}

	private static void append(StringBuilder json, String text) {
		json.append('"');
		for (int index = 0; index < text.length(); index++) {
			char character = text.charAt(index);
			if (character == '"' || character == '\\') {
				json.append('\\').append(character);
			}
			else if (character < ' ') {
				json.append(String.format("\\u%04x", (int) character));
			}
			else {
				json.append(character);
			}
		}
		json.append('"');
	}

}
