package io.bootcluster.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

import io.bootcluster.SiblingQuestion;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.http.MimeHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Answers siblings' questions on a request thread. Ahead of the {@link ClientFactsValve},
 * since no client stands behind them; whoever does not show the token gets what the
 * listener answers to anybody.
 */
final class AskValve extends ValveBase {

	static final String PATH = "/.bootcluster/ask/";

	private static final Log logger = LogFactory.getLog(AskValve.class);

	private static final int MOST_OCTETS = 1024 * 1024;

	private final AskToken token;

	private final Function<String, Optional<SiblingQuestion>> questions;

	AskValve(AskToken token, Function<String, Optional<SiblingQuestion>> questions) {
		super(true);
		this.token = token;
		this.questions = questions;
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		@Nullable String path = request.getRequestURI();
		if (path == null || !path.startsWith(PATH) || !isFromSibling(request)) {
			getNext().invoke(request, response);
			return;
		}
		Optional<SiblingQuestion> question = this.questions.apply(path.substring(PATH.length()));
		byte[] body = request.getInputStream().readNBytes(MOST_OCTETS + 1);
		if (question.isEmpty() || body.length > MOST_OCTETS) {
			send(response, question.isEmpty() ? HttpServletResponse.SC_NOT_FOUND
					: HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "");
			return;
		}
		answer(question.get(), new String(body, StandardCharsets.UTF_8), response);
	}

	private static void answer(SiblingQuestion question, String body, Response response) throws IOException {
		try {
			send(response, HttpServletResponse.SC_OK, question.answer(body));
		}
		// What fails is told to whoever asked, whatever the application's part in it is
		catch (Exception | LinkageError ex) {
			logger.debug("A sibling's question '" + question.name() + "' has no answer", ex);
			@Nullable String message = ex.getMessage();
			send(response, HttpServletResponse.SC_INTERNAL_SERVER_ERROR,
					(message != null) ? message : ex.getClass().getSimpleName());
		}
	}

	private static void send(Response response, int status, String text) throws IOException {
		byte[] octets = text.getBytes(StandardCharsets.UTF_8);
		response.setStatus(status);
		response.setContentType("text/plain;charset=UTF-8");
		response.setContentLength(octets.length);
		response.getOutputStream().write(octets);
	}

	/**
	 * In a method of its own, so that no frame holds the token while a question is
	 * answered. It is removed from the read buffer, too, which lives on.
	 */
	private boolean isFromSibling(Request request) {
		MimeHeaders fields = request.getCoyoteRequest().getMimeHeaders();
		@Nullable MessageBytes field = fields.getValue(AskToken.FIELD);
		if (field == null) {
			return false;
		}
		ByteChunk octets = field.getByteChunk();
		boolean known = this.token.isKnownTo(Optional.of(octets.toString()));
		Arrays.fill(octets.getBytes(), octets.getStart(), octets.getEnd(), (byte) ' ');
		fields.removeHeader(AskToken.FIELD);
		return known;
	}

}
