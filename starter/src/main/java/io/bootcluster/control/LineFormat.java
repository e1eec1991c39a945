package io.bootcluster.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.bootcluster.ListenerAddress;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How messages become lines of JSON and back: tolerant of what it does not know, strict
 * about what is not JSON.
 */
final class LineFormat {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_INVALID_SUBTYPE,
				DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
		.addMixIn(ListenerAddress.class, AddressText.class)
		.build();

	private LineFormat() {
	}

	static byte[] encode(Object value) {
		return (MAPPER.writeValueAsString(value) + "\n").getBytes(StandardCharsets.UTF_8);
	}

	static <T> T decode(String line, Class<T> type) throws IOException {
		T value = read(line, type);
		if (value == null) {
			throw new IOException("Not a line of this protocol");
		}
		return value;
	}

	/**
	 * Read one message.
	 * @param line the line, without its end
	 * @return the message, or {@code null} if its type is not known here
	 * @throws IOException if the line is malformed
	 */
	static @Nullable Message message(String line) throws IOException {
		return read(line, Message.class);
	}

	/**
	 * Read one reply to a command.
	 * @param line the line, without its end
	 * @return the reply, or {@code null} if its type is not known here
	 * @throws IOException if the line is malformed
	 */
	static @Nullable Reply reply(String line) throws IOException {
		return read(line, Reply.class);
	}

	private static <T> @Nullable T read(String line, Class<T> type) throws IOException {
		try {
			return MAPPER.readValue(line, type);
		}
		catch (JacksonException | IllegalArgumentException ex) {
			// Without its message, which quotes the line and so perhaps the secret.
			throw new IOException("Malformed line (" + ex.getClass().getSimpleName() + ")");
		}
	}

	/**
	 * Lets an address travel as its text.
	 */
	abstract static class AddressText {

		@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
		AddressText(String text) {
		}

		@JsonValue
		abstract String text();

	}

}
