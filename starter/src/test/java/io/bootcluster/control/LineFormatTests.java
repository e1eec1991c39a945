package io.bootcluster.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.bootcluster.ClusterView;
import io.bootcluster.ListenerAddress;
import io.bootcluster.Wish;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link LineFormat}.
 */
class LineFormatTests {

	static Stream<Message> messages() {
		ClusterView view = new ClusterView(
				new ClusterView.Node("n", "n", "serving", Instant.ofEpochMilli(1234567), List.of("server.port"), 3),
				new ClusterView.Release("abc",
						new ClusterView.Rollout("1-1", "withdrawn", "why \"\n", "abd", Instant.EPOCH),
						List.of(new ClusterView.Passed("HUP-1", "abd", "done", null, Instant.EPOCH))),
				List.of(new ClusterView.Worker(1, 2, 3, "serving", null, Instant.EPOCH, "abc", false, 1, 2L, 3L, 4,
						new ClusterView.Exit("killed by signal 9 (KILL)", 137, Instant.EPOCH, false), 5L, 6L, -1L,
						new ClusterView.Start("cds", 2000))),
				new ClusterView.Dispatcher("least-busy", 1, 2, 3, 4L, 5L, 6L),
				List.of(new ClusterView.Wished("1.2-3", "scale 3", "failed", "no memory", Instant.EPOCH)),
				List.of(new ClusterView.PostMortem("a", "2.3", "hung", Instant.EPOCH)));
		return Stream.of(new Message.Hello(1, "s", 2, 3, 4),
				new Message.Listening(ListenerAddress.unix(Path.of("/a")), Optional.of(ListenerAddress.tcp(5))),
				new Message.Listening(ListenerAddress.tcp(1), Optional.empty()),
				new Message.Readiness(false, "db down\nsecond line"), new Message.Beat(2, 1, 3, 4, true, false),
				new Message.Wished("1.2-3", Wish.scale(3)), new Message.Wished("c", Wish.of(Wish.Action.DRAIN, 2)),
				new Message.Settings(Map.of("server.port", "0f")), new Message.Leaving(), new Message.View(view),
				new Message.Stop());
	}

	@ParameterizedTest
	@MethodSource("messages")
	void messageWhenEncodedIsOneLineAndReadsTheSame(Message message) throws IOException {
		String line = new String(LineFormat.encode(message), StandardCharsets.UTF_8);
		assertThat(line).endsWith("\n").containsOnlyOnce("\n");
		assertThat(LineFormat.message(line.strip())).isEqualTo(message);
	}

	@Test
	void messageWhenATypeIsNotKnownIsNothing() throws IOException {
		assertThat(LineFormat.message("{\"type\":\"wish\",\"id\":\"2-1\"}")).isNull();
		assertThat(LineFormat.message("{}")).isNull();
	}

	@Test
	void messageWhenFieldsAreNotKnownOrMissingIsReadWithoutThem() throws IOException {
		assertThat(LineFormat.message("{\"heapUsed\":7,\"type\":\"beat\",\"new\":{\"a\":[1]}}"))
			.isEqualTo(new Message.Beat(7, 0, 0, 0, false, false));
		assertThat(LineFormat.message("{\"type\":\"readiness\"}")).isEqualTo(new Message.Readiness(false, ""));
		assertThat(LineFormat.message("{\"type\":\"listening\",\"main\":\"tcp:1\"}"))
			.isEqualTo(new Message.Listening(ListenerAddress.tcp(1), Optional.empty()));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "hello", "{\"type\":\"beat\"", "{\"type\":\"view\"}", "{\"type\":\"beat\",\"rss\":\"x\"}",
					"{\"type\":\"listening\",\"main\":\"nowhere\"}", "{\"type\":\"stop\"} {\"type\":\"stop\"}" })
	void messageWhenMalformedIsRefused(String line) {
		assertThatIOException().isThrownBy(() -> LineFormat.message(line));
	}

	@Test
	void helloShowsNoSecret() {
		assertThat(new Message.Hello(1, "s3cret", 1, 1, 1).toString()).doesNotContain("s3cret");
	}

}
