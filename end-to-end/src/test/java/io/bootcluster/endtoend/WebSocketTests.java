package io.bootcluster.endtoend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Frame;
import io.bootcluster.endtoend.harness.FrameSocket;
import io.bootcluster.endtoend.harness.SharedCluster;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Frames of WebSockets pass both ways as they were sent.
 */
@Tag("http")
@ExtendWith(SharedCluster.class)
class WebSocketTests {

	private static byte[] bytes(int size) {
		byte[] bytes = new byte[size];
		new Random(size).nextBytes(bytes);
		return bytes;
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 125, 126, 127, 65535, 65536, 1024 * 1024 })
	void binaryMessageOfAnySizeComesBackInOneFrame(int size, Cluster cluster) throws IOException {
		try (FrameSocket socket = FrameSocket.open(cluster.port(), "/ws/echo")) {
			Frame message = Frame.binary(bytes(size));
			assertThat(socket.send(message).read()).isEqualTo(message);
			assertThat(socket.send(message, message).read()).isEqualTo(message);
			assertThat(socket.read()).isEqualTo(message);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 125, 126, 127, 65535, 65536, 1024 * 1024 })
	void textOfAnySizeComesBackWhole(int size, Cluster cluster) throws IOException {
		try (FrameSocket socket = FrameSocket.open(cluster.port(), "/ws/echo")) {
			String text = "é".repeat(size / 2) + "x".repeat(size % 2);
			socket.send(Frame.text(text));
			assertThat(wholeText(socket)).isEqualTo(text);
		}
	}

	private static String wholeText(FrameSocket socket) throws IOException {
		Frame frame = socket.read();
		assertThat(frame.opcode()).isEqualTo(Frame.TEXT);
		List<Frame> frames = new ArrayList<>(List.of(frame));
		while (!frame.isLast()) {
			frame = socket.read();
			assertThat(frame.opcode()).isEqualTo(Frame.CONTINUATION);
			frames.add(frame);
		}
		byte[] all = new byte[frames.stream().mapToInt((part) -> part.payload().length).sum()];
		ByteBuffer joined = ByteBuffer.wrap(all);
		frames.forEach((part) -> joined.put(part.payload()));
		return new String(all, StandardCharsets.UTF_8);
	}

	@Test
	void pingBetweenFragmentsIsAnsweredBeforeTheMessageEnds(Cluster cluster) throws IOException {
		try (FrameSocket socket = FrameSocket.open(cluster.port(), "/ws/echo")) {
			socket.send(new Frame(Frame.BINARY, bytes(70_000)), Frame.ping("between"));
			assertThat(socket.read()).isEqualTo(Frame.pong("between"));
			socket.send(new Frame(Frame.CONTINUATION, bytes(0)), Frame.ping(""));
			assertThat(socket.read()).isEqualTo(Frame.pong(""));
			socket.send(new Frame(Frame.FIN | Frame.CONTINUATION, bytes(10)));
			byte[] whole = Arrays.copyOf(bytes(70_000), 70_010);
			System.arraycopy(bytes(10), 0, whole, 70_000, 10);
			assertThat(socket.read()).isEqualTo(Frame.binary(whole));
		}
	}

	@Test
	void frameThatComesByteByByteIsUnderstood(Cluster cluster) throws IOException {
		try (FrameSocket socket = FrameSocket.open(cluster.port(), "/ws/echo")) {
			for (byte octet : Frame.binary(bytes(200)).masked()) {
				socket.sendBytes(new byte[] { octet });
			}
			assertThat(socket.read()).isEqualTo(Frame.binary(bytes(200)));
		}
	}

	@Test
	void pingAndPongOfTheApplicationPass(Cluster cluster) throws IOException {
		try (FrameSocket socket = FrameSocket.open(cluster.port(), "/ws/obey")) {
			assertThat(socket.send(Frame.text("ping you")).read()).isEqualTo(Frame.ping("you"));
			assertThat(socket.send(Frame.pong("you")).read()).isEqualTo(Frame.text("pong you"));
			assertThat(socket.send(Frame.text("pong unasked")).read()).isEqualTo(Frame.pong("unasked"));
			socket.send(Frame.pong("unasked"));
			assertThat(socket.read()).isEqualTo(Frame.text("pong unasked"));
			String longest = "x".repeat(125);
			assertThat(socket.send(Frame.ping(longest)).read()).isEqualTo(Frame.pong(longest));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1000, 1001, 1003, 1008, 1011, 3000, 4999 })
	void closeCodeOfTheClientReachesTheApplicationAndComesBack(int code, Cluster cluster) throws IOException {
		int before = closes(cluster, code);
		try (FrameSocket socket = FrameSocket.open(cluster.port(), "/ws/echo")) {
			assertThat(socket.send(Frame.close(code)).read()).isEqualTo(Frame.close(code));
			socket.awaitEnd();
		}
		await("the application is told").until(() -> closes(cluster, code) > before);
	}

	/** Which Tomcat takes for a normal one. */
	@Test
	void closeOfTheClientWithoutCodeReachesTheApplication(Cluster cluster) throws IOException {
		int before = closes(cluster, 1000);
		try (FrameSocket socket = FrameSocket.open(cluster.port(), "/ws/echo")) {
			assertThat(socket.send(Frame.closeWithoutCode()).read().isClose()).isTrue();
			socket.awaitEnd();
		}
		await("the application is told").until(() -> closes(cluster, 1000) > before);
	}

	private static int closes(Cluster cluster, int code) {
		return cluster.output().matching("WebSocket closed: " + code).size();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1000, 1001, 1003, 1008, 1011, 3000, 4999 })
	void closeCodeOfTheApplicationReachesTheClient(int code, Cluster cluster) throws IOException {
		try (FrameSocket socket = FrameSocket.open(cluster.port(), "/ws/obey")) {
			assertThat(socket.send(Frame.text("close " + code)).read()).isEqualTo(Frame.close(code));
			socket.send(Frame.close(code)).awaitEnd();
		}
	}

	@Test
	void unmaskedFrameIsJudgedByTheApplicationsServer(Cluster cluster) throws IOException {
		try (FrameSocket socket = FrameSocket.open(cluster.port(), "/ws/echo")) {
			socket.sendBytes(Frame.text("bare").unmasked());
			assertThat(socket.closeCode()).isEqualTo(1002);
		}
	}

	@Test
	void subprotocolAndExtensionAreNegotiatedWithTheApplication(Cluster cluster) throws IOException {
		try (FrameSocket socket = FrameSocket.open(cluster.port(), "/ws/echo",
				"Sec-WebSocket-Protocol: chat.example, echo.example\r\n",
				"Sec-WebSocket-Extensions: permessage-deflate; client_no_context_takeover\r\n")) {
			assertThat(socket.head().fields().get("sec-websocket-protocol")).containsExactly("echo.example");
			assertThat(socket.head().fields().get("sec-websocket-extensions"))
				.containsExactly("permessage-deflate;client_no_context_takeover");
			socket.send(Frame.binary(bytes(1000)));
			Frame compressed = socket.read();
			assertThat(compressed.first()).as("the extension's bit").isEqualTo(0xc0 | Frame.BINARY);
		}
		try (FrameSocket socket = FrameSocket.open(cluster.port(), "/ws/echo")) {
			assertThat(socket.head().fields()).doesNotContainKeys("sec-websocket-protocol", "sec-websocket-extensions");
		}
	}

	@Test
	void clientLibraryEchoesLargeMessages(Cluster cluster) throws Exception {
		CompletableFuture<byte[]> echo = new CompletableFuture<>();
		CompletableFuture<Integer> closed = new CompletableFuture<>();
		WebSocket socket = HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.subprotocols("echo.example")
			.buildAsync(URI.create("ws://127.0.0.1:" + cluster.port() + "/ws/echo"), new WebSocket.Listener() {

				private final ByteBuffer message = ByteBuffer.allocate(1024 * 1024);

				@Override
				public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
					this.message.put(data);
					if (last) {
						echo.complete(this.message.array());
					}
					return WebSocket.Listener.super.onBinary(webSocket, data, last);
				}

				@Override
				public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
					closed.complete(status);
					return WebSocket.Listener.super.onClose(webSocket, status, reason);
				}

			})
			.get(10, TimeUnit.SECONDS);
		assertThat(socket.getSubprotocol()).isEqualTo("echo.example");
		byte[] message = bytes(1024 * 1024);
		socket.sendBinary(ByteBuffer.wrap(message, 0, 1000), false).get(10, TimeUnit.SECONDS);
		socket.sendPing(ByteBuffer.wrap(new byte[125])).get(10, TimeUnit.SECONDS);
		socket.sendBinary(ByteBuffer.wrap(message, 1000, message.length - 1000), true).get(10, TimeUnit.SECONDS);
		assertThat(echo.get(30, TimeUnit.SECONDS)).isEqualTo(message);
		socket.sendClose(4999, "enough").get(10, TimeUnit.SECONDS);
		assertThat(closed.get(10, TimeUnit.SECONDS)).isEqualTo(4999);
	}

}
