package io.bootcluster.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.SubProtocolCapable;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/**
 * Says what it hears. Messages come in parts and are answered whole, so that their size
 * is not limited by a buffer that every session would have.
 */
final class EchoSocket extends AbstractWebSocketHandler implements SubProtocolCapable {

	private static final Log logger = LogFactory.getLog(EchoSocket.class);

	private static final int MOST = 4 * 1024 * 1024;

	private static final String TEXT = "text";

	private static final String BYTES = "bytes";

	@Override
	public List<String> getSubProtocols() {
		return List.of("echo.example");
	}

	@Override
	public boolean supportsPartialMessages() {
		return true;
	}

	@Override
	protected void handleTextMessage(WebSocketSession session, TextMessage part) throws IOException {
		Map<String, Object> attributes = session.getAttributes();
		StringWriter text = (StringWriter) attributes.computeIfAbsent(TEXT, (key) -> new StringWriter());
		text.write(part.getPayload());
		if (text.getBuffer().length() > MOST) {
			session.close(CloseStatus.TOO_BIG_TO_PROCESS);
		}
		else if (part.isLast()) {
			attributes.remove(TEXT);
			session.sendMessage(new TextMessage(text.toString()));
		}
	}

	@Override
	protected void handleBinaryMessage(WebSocketSession session, BinaryMessage part) throws IOException {
		Map<String, Object> attributes = session.getAttributes();
		ByteArrayOutputStream bytes = (ByteArrayOutputStream) attributes.computeIfAbsent(BYTES,
				(key) -> new ByteArrayOutputStream());
		byte[] more = new byte[part.getPayload().remaining()];
		part.getPayload().get(more);
		bytes.writeBytes(more);
		if (bytes.size() > MOST) {
			session.close(CloseStatus.TOO_BIG_TO_PROCESS);
		}
		else if (part.isLast()) {
			attributes.remove(BYTES);
			session.sendMessage(new BinaryMessage(bytes.toByteArray()));
		}
	}

	@Override
	public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
		logger.info("WebSocket closed: " + status.getCode());
	}

}
