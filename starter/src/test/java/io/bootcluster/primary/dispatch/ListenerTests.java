package io.bootcluster.primary.dispatch;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import jdk.net.ExtendedSocketOptions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Listener}: what it asks of the kernel for each connection.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "Other kernels have other options")
class ListenerTests {

	private static final Runnable NOTHING = () -> {
	};

	private Loops loops;

	private Listener listener;

	private Wire client;

	@AfterEach
	void close() throws Exception {
		this.client.close();
		this.listener.close();
		this.loops.close();
	}

	private ChannelConfig accepted(Transport transport) throws Exception {
		DispatcherSettings settings = DispatcherFixture.defaults();
		this.loops = Loops.start(1, new Shared(settings, transport, System::nanoTime));
		ConnectionLimit limit = new ConnectionLimit(10, NOTHING, NOTHING);
		this.listener = Listener.bind(new Listener.Kind(settings.listeners().main(), Door.MAIN), this.loops, limit, 0);
		this.client = Wire.to(this.listener.port());
		Lane lane = this.loops.lanes().get(0);
		Awaitility.await().until(() -> on(lane, () -> !lane.clients().isEmpty()));
		return on(lane, () -> lane.clients().iterator().next().output().channel().config());
	}

	private static <T> T on(Lane lane, Callable<T> task) throws Exception {
		return lane.loop().submit(task).get(5, TimeUnit.SECONDS);
	}

	@Test
	void bindWithEpollAsksTheKernelToNoticeVanishedClients() throws Exception {
		ChannelConfig accepted = accepted(Transport.EPOLL);
		assertThat(accepted.getOption(ChannelOption.SO_KEEPALIVE)).isTrue();
		assertThat(accepted.getOption(EpollChannelOption.TCP_KEEPIDLE)).isEqualTo(39);
		assertThat(accepted.getOption(EpollChannelOption.TCP_KEEPINTVL)).isEqualTo(12);
		assertThat(accepted.getOption(EpollChannelOption.TCP_KEEPCNT)).isEqualTo(3);
		assertThat(accepted.getOption(EpollChannelOption.TCP_USER_TIMEOUT)).isEqualTo(75_000);
	}

	@Test
	void bindWithNioAsksForAsMuchAsTheJdkCan() throws Exception {
		ChannelConfig accepted = accepted(Transport.NIO);
		assertThat(accepted.getOption(ChannelOption.SO_KEEPALIVE)).isTrue();
		assertThat(accepted.getOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE))).isEqualTo(39);
		assertThat(accepted.getOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL))).isEqualTo(12);
		assertThat(accepted.getOption(NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT))).isEqualTo(3);
	}

}
