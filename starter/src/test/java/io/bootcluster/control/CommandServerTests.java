package io.bootcluster.control;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.bootcluster.ClusterView;
import io.bootcluster.Wish;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for both ends of commands.
 */
@Timeout(60)
class CommandServerTests {

	private final Office office = new Office();

	@TempDir
	private Path directory;

	private Path socket;

	private CommandServer server;

	@BeforeEach
	void open() throws IOException {
		this.socket = this.directory.resolve("command.sock");
		this.server = CommandServer.open(this.socket, this.office);
	}

	@AfterEach
	void close() throws IOException {
		this.server.close();
		assertThat(this.socket).doesNotExist();
	}

	@Test
	void socketIsForNobodyElse() throws IOException {
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(this.socket))).isEqualTo("rw-------");
	}

	@Test
	void lookShowsTheNodeOnceAndEnds() throws IOException {
		try (CommandClient client = CommandClient.call(this.socket, new Call.Look(false))) {
			assertThat(client.next()).isEqualTo(new Reply.View(this.office.view));
			assertThat(client.next()).isNull();
		}
	}

	@Test
	void lookWhenWatchingShowsEachChange() throws IOException {
		try (CommandClient client = CommandClient.call(this.socket, new Call.Look(true))) {
			assertThat(client.next()).isEqualTo(new Reply.View(this.office.view));
			this.office.view = picture("draining");
			assertThat(client.next()).isEqualTo(new Reply.View(this.office.view));
			this.server.close();
			assertThat(client.next()).isNull();
		}
	}

	@Test
	void askIsToldTheId() throws IOException {
		try (CommandClient client = CommandClient.call(this.socket, new Call.Ask(Wish.scale(3), false))) {
			assertThat(client.next()).isEqualTo(new Reply.Accepted("command-1"));
			assertThat(client.next()).isNull();
		}
		assertThat(this.office.wishes).containsExactly(Wish.scale(3));
	}

	@Test
	void askWhenWatchingIsShownTheNodeToo() throws IOException {
		Call call = new Call.Ask(Wish.of(Wish.Action.RELOAD), true);
		try (CommandClient client = CommandClient.call(this.socket, call)) {
			assertThat(client.next()).isEqualTo(new Reply.Accepted("command-1"));
			assertThat(client.next()).isEqualTo(new Reply.View(this.office.view));
		}
	}

	@Test
	void askWhenRefusedIsToldWhy() throws IOException {
		this.office.refusal = "too many wishes are under way";
		Call call = new Call.Ask(Wish.of(Wish.Action.STOP), true);
		try (CommandClient client = CommandClient.call(this.socket, call)) {
			assertThat(client.next()).isEqualTo(new Reply.Refused("too many wishes are under way"));
			assertThat(client.next()).isNull();
		}
	}

	@Test
	void logsWhenFollowingGoOn() throws IOException {
		this.office.lines.add("one");
		try (CommandClient client = CommandClient.call(this.socket, new Call.Logs(null, true))) {
			assertThat(client.next()).isEqualTo(new Reply.Line("one"));
			this.office.lines.add("two");
			assertThat(client.next()).isEqualTo(new Reply.Line("two"));
		}
	}

	@Test
	void callWhenItIsNoneIsRefused() throws IOException {
		for (String line : List.of("status\n", "{\"type\":\"ask\"}\n", "{\"type\":\"x\"}\n", "x".repeat(5000),
				"{\"type\":\"ask\",\"wish\":{\"action\":\"EXEC\"}}\n",
				"{\"type\":\"ask\",\"wish\":{\"action\":\"SCALE\",\"workers\":-1}}\n")) {
			assertThat(raw(line)).startsWith("{\"type\":\"refused\"");
		}
		assertThat(this.office.wishes).isEmpty();
	}

	@Test
	void callerWhoSaysNothingHoldsUpNobody() throws IOException {
		try (SocketChannel silent = SocketChannel.open(UnixDomainSocketAddress.of(this.socket))) {
			lookShowsTheNodeOnceAndEnds();
			assertThat(silent.isOpen()).isTrue();
		}
	}

	@Test
	void callersWhoHaveGoneMakeRoomForOthers() throws IOException {
		for (int i = 0; i < 40; i++) {
			CommandClient.call(this.socket, new Call.Logs(null, true)).close();
		}
		await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(this::lookShowsTheNodeOnceAndEnds);
	}

	private String raw(String line) throws IOException {
		try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(this.socket))) {
			channel.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
			ByteBuffer answer = ByteBuffer.allocate(1000);
			channel.read(answer);
			return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
		}
	}

	private static ClusterView picture(String state) {
		return new ClusterView(new ClusterView.Node("n", "n", state, Instant.EPOCH, List.of()),
				new ClusterView.Release("r", null, List.of()), List.of(),
				new ClusterView.Dispatcher("least-busy", 0, 0, 0, 0, 0, 0), List.of(), List.of());
	}

	/**
	 * Answers what the test says.
	 */
	private static final class Office implements CommandOffice {

		private final List<Wish> wishes = new ArrayList<>();

		private final List<String> lines = new CopyOnWriteArrayList<>();

		private volatile ClusterView view = picture("serving");

		private volatile String refusal = "";

		@Override
		public ClusterView view() {
			return this.view;
		}

		@Override
		public String wish(Wish wish) {
			if (!this.refusal.isEmpty()) {
				throw new IllegalStateException(this.refusal);
			}
			this.wishes.add(wish);
			return "command-" + this.wishes.size();
		}

		@Override
		public List<Written> written(@Nullable Integer worker, long after) {
			return this.lines.stream()
				.skip(after)
				.map((line) -> new Written(this.lines.indexOf(line) + 1, line))
				.toList();
		}

	}

}
