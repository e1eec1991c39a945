package io.bootcluster.actuator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.core.io.Resource;

/**
 * How one worker asks for an operation of another one, and how what that gives travels. A
 * file travels as its path: all workers of a node are one user's, on one machine.
 */
public final class OperationJson {

	private static final JsonMapper OWN = JsonMapper.builder().build();

	private static final String JSON = "application/vnd.spring-boot.actuator.v3+json";

	private static final String TEXT = "text/plain;charset=UTF-8";

	private final Supplier<JsonMapper> bodies;

	/**
	 * Create a writer.
	 * @param bodies what the actuator writes bodies with
	 */
	public OperationJson(Supplier<JsonMapper> bodies) {
		this.bodies = bodies;
	}

	String question(OperationName operation, Map<String, Object> arguments) {
		return OWN.writeValueAsString(new Question(operation.text(), arguments));
	}

	Question question(String text) {
		return OWN.readValue(text, Question.class);
	}

	String answer(@Nullable Object result) {
		if (result instanceof WebEndpointResponse<?> response) {
			String type = Objects.toString(response.getContentType(), "");
			return write(response.getStatus(), type, response.getBody());
		}
		return write((result != null) ? WebEndpointResponse.STATUS_OK : WebEndpointResponse.STATUS_NO_CONTENT, "",
				result);
	}

	private String write(int status, String type, @Nullable Object body) {
		if (body == null) {
			return OWN.writeValueAsString(new Answer(status, "", "", ""));
		}
		if (body instanceof Resource resource) {
			return OWN.writeValueAsString(new Answer(status, type.isEmpty() ? "application/octet-stream" : type, "",
					path(resource).toString()));
		}
		boolean text = body instanceof CharSequence;
		String said = text ? body.toString() : this.bodies.get().writeValueAsString(body);
		return OWN.writeValueAsString(new Answer(status, !type.isEmpty() ? type : text ? TEXT : JSON, said, ""));
	}

	/**
	 * Return the file that is the body of what an operation gave.
	 */
	static Optional<Path> file(@Nullable Object result) {
		@Nullable Object body = (result instanceof WebEndpointResponse<?> response) ? response.getBody() : result;
		return (body instanceof Resource resource) ? Optional.of(path(resource)) : Optional.empty();
	}

	private static Path path(Resource resource) {
		try {
			return resource.getFile().toPath().toAbsolutePath();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("It is not in a file that could be passed on", ex);
		}
	}

	Answer answerOf(String text) {
		return OWN.readValue(text, Answer.class);
	}

	/**
	 * Read a body that is a list.
	 */
	static Object[] list(String text) {
		return OWN.readValue(text, Object[].class);
	}

	/**
	 * What is asked.
	 *
	 * @param operation the operation's name
	 * @param arguments what it is to be invoked with
	 */
	record Question(String operation, Map<String, Object> arguments) {
	}

	/**
	 * What an operation gave.
	 *
	 * @param status the HTTP status that it would have had
	 * @param type its media type; empty without a body
	 * @param text its body, unless that is a file
	 * @param file path of the file that is its body, or empty
	 */
	record Answer(int status, String type, String text, String file) {

		boolean isAbsent() {
			return this.status == WebEndpointResponse.STATUS_NOT_FOUND;
		}

		boolean isDone() {
			return this.status < WebEndpointResponse.STATUS_BAD_REQUEST;
		}

	}

}
