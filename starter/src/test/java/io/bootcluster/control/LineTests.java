package io.bootcluster.control;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.bootcluster.ClusterEvent;
import io.bootcluster.ClusterView;
import io.bootcluster.WorkerId;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LineServer} and {@link LineClient}, over a real socket.
 */
class LineTests {

	private static final WorkerId WORKER = new WorkerId(2, 5);

	@TempDir
	Path directory;

	private final List<String> heard = new CopyOnWriteArrayList<>();

	private final List<Message> received = new CopyOnWriteArrayList<>();

	private final AtomicInteger clientClosed = new AtomicInteger();

	private Path socket;

	private LineServer server;

	@BeforeEach
	void open() throws IOException {
		this.socket = this.directory.resolve("line");
		this.server = LineServer.open(this.socket, "secret", new Ear());
	}

	@AfterEach
	void close() {
		this.server.close();
		Awaitility.await().until(() -> threads() == 0);
	}

	@Test
	void sendWhenConnectedIsHeardInOrderOnBothSides() throws IOException {
		try (LineClient client = connect("secret")) {
			client.send(new Message.Readiness(true, ""));
			client.send(new Message.Leaving());
			awaitHeard("opened worker-2.5 77", "worker-2.5 Readiness[ready=true, reason=]", "worker-2.5 Leaving[]");
			assertThat(this.server.send(WORKER, new Message.Stop())).isTrue();
			Awaitility.await().until(() -> this.received.contains(new Message.Stop()));
		}
		awaitHeard("closed worker-2.5");
		assertThat(this.server.send(WORKER, new Message.Stop())).isFalse();
	}

	@Test
	void sendWhenTooLongForTheReaderIsLeftOutAndTheLineStays() throws IOException {
		try (LineClient client = connect("secret")) {
			awaitHeard("opened worker-2.5 77");
			ClusterEvent event = new ClusterEvent(1, Instant.EPOCH, "x".repeat(1024 * 1024), "", Map.of());
			assertThat(this.server.send(WORKER, new News.Happened(List.of(event)))).isTrue();
			this.server.broadcast(new News.Happened(List.of(event)));
			this.server.send(WORKER, new Message.Stop());
			Awaitility.await().until(() -> this.received.contains(new Message.Stop()));
			assertThat(this.received).containsExactly(new Message.Stop());
			assertThat(this.clientClosed).hasValue(0);
		}
	}

	@Test
	void broadcastToSomeIsHeardByThoseThatHaveALine() throws IOException {
		try (LineClient client = connect("secret")) {
			awaitHeard("opened worker-2.5 77");
			this.server.broadcast(List.of(new WorkerId(3, 1)), new News.Happened(List.of()));
			this.server.broadcast(List.of(new WorkerId(3, 1), WORKER), new Message.Stop());
			Awaitility.await().until(() -> !this.received.isEmpty());
			assertThat(this.received).containsExactly(new Message.Stop());
			assertThat(client.send(new Message.Leaving())).isTrue();
		}
	}

	@Test
	void closeWhenThePrimaryGoesIsToldToTheWorkerOnce() throws IOException {
		LineClient client = connect("secret");
		awaitHeard("opened worker-2.5 77");
		this.server.close();
		Awaitility.await().until(() -> this.clientClosed.get() == 1);
		client.close();
		assertThat(client.send(new Message.Leaving())).isFalse();
		Awaitility.await().until(() -> Files.notExists(this.socket));
	}

	@Test
	void helloWhenTheSecretIsWrongClosesTheLine() throws IOException {
		try (LineClient client = connect("guess")) {
			Awaitility.await().until(() -> this.clientClosed.get() == 1);
			assertThat(this.heard).isEmpty();
		}
	}

	@Test
	void helloWhenTheProtocolIsAnotherClosesTheLineAndSaysWhy() throws IOException {
		Message.Hello hello = new Message.Hello(99, "secret", 2, 5, 77);
		try (LineClient client = LineClient.connect(this.socket, hello, this.received::add,
				this.clientClosed::incrementAndGet)) {
			Awaitility.await().until(() -> this.clientClosed.get() == 1);
			assertThat(this.heard).singleElement().asString().contains("refused worker-2.5", "protocol 99");
		}
	}

	@Test
	void helloWhenTheWorkerHasALineAlreadyClosesTheSecond() throws IOException {
		try (LineClient client = connect("secret")) {
			awaitHeard("opened worker-2.5 77");
			try (LineClient second = connect("secret")) {
				Awaitility.await().until(() -> this.clientClosed.get() == 1);
			}
			client.send(new Message.Leaving());
			awaitHeard("opened worker-2.5 77", "worker-2.5 Leaving[]");
		}
	}

	@Test
	void lineWhenTypesAreNotKnownGoesOn() throws IOException {
		try (SocketChannel raw = greet()) {
			write(raw, "{\"type\":\"future\",\"x\":1}\n{\"type\":\"stop\"}\n{\"type\":\"leaving\"}\n");
			awaitHeard("opened worker-2.5 77", "worker-2.5 Leaving[]");
		}
	}

	@Test
	void lineWhenMalformedIsClosed() throws IOException {
		try (SocketChannel raw = greet()) {
			write(raw, "{nonsense\n");
			awaitHeard("opened worker-2.5 77", "closed worker-2.5");
			assertThat(raw.read(ByteBuffer.allocate(1))).isEqualTo(-1);
		}
	}

	@Test
	void lineWhenTooLongIsClosed() throws IOException {
		try (SocketChannel raw = SocketChannel.open(UnixDomainSocketAddress.of(this.socket))) {
			write(raw, "x".repeat(8192));
			assertThat(raw.read(ByteBuffer.allocate(1))).isEqualTo(-1);
		}
		catch (IOException ex) {
			assertThat(ex).hasMessageContaining("reset");
		}
		assertThat(this.heard).isEmpty();
	}

	@Test
	void broadcastWhenAWorkerDoesNotReadKeepsTheNewestViewForIt() throws IOException {
		try (SocketChannel deaf = greet()) {
			awaitHeard("opened worker-2.5 77");
			for (int i = 0; i < 2000; i++) {
				this.server.broadcast(view("n".repeat(1000) + i));
			}
			this.server.send(WORKER, new Message.Stop());
			String all = readUntil(deaf, "\"stop\"}\n");
			assertThat(all.length()).isLessThan(1_000_000);
			assertThat(all).contains("n1999\"").doesNotContain("n1998\"");
		}
	}

	@Test
	void openWhenAStaleSocketIsThereReplacesIt() throws IOException {
		this.server.close();
		Awaitility.await().until(() -> Files.notExists(this.socket));
		Files.createFile(this.socket);
		this.server = LineServer.open(this.socket, "secret", new Ear());
		try (LineClient client = connect("secret")) {
			awaitHeard("opened worker-2.5 77");
		}
	}

	private LineClient connect(String secret) throws IOException {
		return LineClient.connect(this.socket, Message.Hello.of(secret, WORKER, 77), this.received::add,
				this.clientClosed::incrementAndGet);
	}

	private SocketChannel greet() throws IOException {
		SocketChannel raw = SocketChannel.open(UnixDomainSocketAddress.of(this.socket));
		raw.write(ByteBuffer.wrap(LineFormat.encode(Message.Hello.of("secret", WORKER, 77))));
		return raw;
	}

	private static void write(SocketChannel channel, String text) throws IOException {
		channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
	}

	private static String readUntil(SocketChannel channel, String end) throws IOException {
		StringBuilder all = new StringBuilder();
		ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
		while (!all.toString().endsWith(end) && channel.read(buffer) >= 0) {
			all.append(new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8));
			buffer.clear();
		}
		return all.toString();
	}

	private static Message.View view(String node) {
		return new Message.View(new ClusterView(new ClusterView.Node(node, node, "serving", Instant.EPOCH, List.of()),
				new ClusterView.Release("r", null, List.of()), List.of(),
				new ClusterView.Dispatcher("p", 0, 0, 0, 0, 0, 0), List.of(), List.of()));
	}

	private void awaitHeard(String... events) {
		Awaitility.await().untilAsserted(() -> assertThat(this.heard).containsSubsequence(events));
	}

	private static long threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("bootcluster-line"))
			.count();
	}

	/**
	 * Writes down what the server tells.
	 */
	private final class Ear implements LineListener {

		@Override
		public void opened(WorkerId worker, long pid) {
			LineTests.this.heard.add("opened " + worker + " " + pid);
		}

		@Override
		public void refused(WorkerId worker, String reason) {
			LineTests.this.heard.add("refused " + worker + " " + reason);
		}

		@Override
		public void received(WorkerId worker, Message.Up message) {
			LineTests.this.heard.add(worker + " " + message);
		}

		@Override
		public void closed(WorkerId worker) {
			LineTests.this.heard.add("closed " + worker);
		}

	}

}
