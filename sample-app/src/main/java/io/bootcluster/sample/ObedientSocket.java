package io.bootcluster.sample;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import io.bootcluster.ClusterMember;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/**
 * Does what it hears: {@code whoami} names the worker, {@code ping x} and {@code pong x}
 * send that, {@code close 1000} closes.
 */
final class ObedientSocket extends TextWebSocketHandler {

	private static final Log logger = LogFactory.getLog(ObedientSocket.class);

	private final ClusterMember member;

	ObedientSocket(ClusterMember member) {
		this.member = member;
	}

	@Override
	protected void handleTextMessage(WebSocketSession session, TextMessage message) throws IOException {
		String[] words = message.getPayload().split(" ", 2);
		String word = (words.length > 1) ? words[1] : "";
		switch (words[0]) {
			case "whoami" -> session.sendMessage(new TextMessage(this.member.slot() + "." + this.member.generation()));
			case "ping" -> session.sendMessage(new PingMessage(bytes(word)));
			case "pong" -> session.sendMessage(new PongMessage(bytes(word)));
			case "close" -> session.close(word.isEmpty() ? CloseStatus.NO_STATUS_CODE : new CloseStatus(code(word)));
			default -> session.sendMessage(new TextMessage("?"));
		}
	}

	private static ByteBuffer bytes(String word) {
		return ByteBuffer.wrap(word.getBytes(StandardCharsets.UTF_8));
	}

	private static int code(String word) {
		return Integer.parseInt(word);
	}

	@Override
	protected void handlePongMessage(WebSocketSession session, PongMessage message) throws IOException {
		session.sendMessage(new TextMessage("pong " + StandardCharsets.UTF_8.decode(message.getPayload())));
	}

	@Override
	public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
		logger.info("WebSocket closed: " + status.getCode());
	}

}
