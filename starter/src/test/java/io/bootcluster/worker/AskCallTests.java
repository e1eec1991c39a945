package io.bootcluster.worker;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.bootcluster.ListenerAddress;
import io.bootcluster.Sibling;
import io.bootcluster.SiblingAnswer;
import io.bootcluster.WorkerId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AskCall}, with siblings that answer badly.
 */
class AskCallTests {

	@TempDir
	Path directory;

	@Test
	void answerWhenWholeIsItsBody() throws Exception {
		assertThat(answerTo("HTTP/1.1 200 \r\nX: y\r\nContent-Length: 3\r\n\r\nyes").body()).isEqualTo("yes");
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nyes",
			"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nyes", "HTTP/1.1 200 OK\r\n\r\nyes",
			"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nyes" })
	void answerWhenItBrokeOffIsAFailure(String said) throws Exception {
		assertThat(answerTo(said).failure()).isEqualTo("Its answer broke off");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "HTTP/1.1 200 OK\r\n", "SSH-2.0-OpenSSH\r\n\r\n" })
	void answerWhenThereIsNoneIsAFailure(String said) throws Exception {
		assertThat(answerTo(said).failure()).isEqualTo("It hung up without an answer");
	}

	@Test
	void answerWhenItHasNoEndIsAFailure() throws Exception {
		String head = "HTTP/1.1 200 OK\r\nContent-Length: 40000000\r\n\r\n";
		assertThat(answerTo(head + "x".repeat(AskCall.MOST_OCTETS)).failure())
			.isEqualTo("Its answer is larger than 33554432 bytes");
	}

	private SiblingAnswer answerTo(String said) throws Exception {
		Path socket = this.directory.resolve("s");
		try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			server.bind(UnixDomainSocketAddress.of(socket));
			CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> answer(server, said));
			Sibling sibling = new Sibling(new WorkerId(2, 1), "a", ListenerAddress.unix(socket));
			SiblingAnswer answer = new AskedSiblings(new WorkerId(1, 1), () -> List.of(sibling), AskToken.of("s"),
					Duration.ofSeconds(20))
				.ask("echo", "")
				.get(0);
			answered.join();
			return answer;
		}
	}

	/**
	 * Reads the question first: what is unread when a connection closes breaks it.
	 */
	private static void answer(ServerSocketChannel server, String said) {
		try (SocketChannel accepted = server.accept()) {
			StringBuilder question = new StringBuilder();
			ByteBuffer piece = ByteBuffer.allocate(1024);
			while (question.indexOf("\r\n\r\n") < 0 && accepted.read(piece.clear()) >= 0) {
				question.append(StandardCharsets.US_ASCII.decode(piece.flip()));
			}
			ByteBuffer octets = ByteBuffer.wrap(said.getBytes(StandardCharsets.US_ASCII));
			while (octets.hasRemaining()) {
				accepted.write(octets);
			}
		}
		catch (java.io.IOException ex) {
			// Whoever asked has heard enough
		}
	}

}
