package io.bootcluster.primary.dispatch;

import java.util.ArrayDeque;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Flushes}.
 */
class FlushesTests {

	private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

	private final Flushes flushes = new Flushes(this.tasks::add);

	@Test
	void flushWhenSeveralAreDueIsOneTaskForAll() {
		EmbeddedChannel first = written();
		EmbeddedChannel second = written();
		assertThat(this.tasks).hasSize(1);
		assertThat(first.outboundMessages()).isEmpty();
		this.tasks.remove().run();
		assertThat(first.outboundMessages()).hasSize(1);
		assertThat(second.outboundMessages()).hasSize(1);
		first.finishAndReleaseAll();
		second.finishAndReleaseAll();
	}

	@Test
	void flushWhenTaskHasRunAsksForAnother() {
		EmbeddedChannel first = written();
		this.tasks.remove().run();
		EmbeddedChannel second = written();
		assertThat(this.tasks).hasSize(1);
		this.tasks.remove().run();
		assertThat(second.outboundMessages()).hasSize(1);
		first.finishAndReleaseAll();
		second.finishAndReleaseAll();
	}

	private EmbeddedChannel written() {
		EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
		Output output = new Output(channel.pipeline().firstContext(), this.flushes);
		output.write(Unpooled.wrappedBuffer(new byte[1]));
		output.flush();
		output.flush();
		return channel;
	}

}
