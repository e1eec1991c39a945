package io.bootcluster.control;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Outbox}.
 */
class OutboxTests {

	private final Outbox outbox = new Outbox();

	private final Narrow channel = new Narrow();

	@Test
	void writeWhenTheChannelIsNarrowGoesOnWhereItStopped() throws IOException {
		offer(new Message.Leaving());
		this.channel.room = 5;
		assertThat(this.outbox.writeTo(this.channel)).isFalse();
		offer(new Message.Readiness(true, ""));
		this.channel.room = 1000;
		assertThat(this.outbox.writeTo(this.channel)).isTrue();
		assertThat(this.channel.written.toString())
			.isEqualTo("{\"type\":\"leaving\"}\n{\"type\":\"readiness\",\"ready\":true,\"reason\":\"\"}\n");
	}

	@Test
	void offerWhenAStateIsSupersededDropsTheOldOneAndKeepsEvents() throws IOException {
		offer(new Message.Readiness(true, ""));
		offer(new Message.Leaving());
		offer(new Message.Readiness(false, "x"));
		offer(new Message.Leaving());
		this.channel.room = 1000;
		this.outbox.writeTo(this.channel);
		assertThat(this.channel.written.toString().lines()).containsExactly("{\"type\":\"leaving\"}",
				"{\"type\":\"readiness\",\"ready\":false,\"reason\":\"x\"}", "{\"type\":\"leaving\"}");
	}

	@Test
	void offerWhenTheReaderIsFarBehindSaysSo() {
		Message big = new Message.Hello(1, "s".repeat(500_000), 1, 1, 1);
		boolean accepted = true;
		for (int i = 0; i < 9; i++) {
			accepted = this.outbox.offer(Outbox.Frame.of(big));
		}
		assertThat(accepted).isFalse();
	}

	private void offer(Message message) {
		assertThat(this.outbox.offer(Outbox.Frame.of(message))).isTrue();
	}

	/**
	 * Takes only as many bytes as it has room for.
	 */
	private static final class Narrow implements WritableByteChannel {

		private final StringBuilder written = new StringBuilder();

		private int room;

		@Override
		public int write(ByteBuffer source) {
			byte[] bytes = new byte[Math.min(this.room, source.remaining())];
			source.get(bytes);
			this.room -= bytes.length;
			this.written.append(new String(bytes, StandardCharsets.UTF_8));
			return bytes.length;
		}

		@Override
		public boolean isOpen() {
			return true;
		}

		@Override
		public void close() {
		}

	}

}
