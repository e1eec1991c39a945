package io.bootcluster.primary.notify;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ServiceManager}, with one that is played.
 */
@EnabledOnOs(OS.LINUX)
class ServiceManagerTests {

	private final List<String> heard = new CopyOnWriteArrayList<>();

	@TempDir
	private Path directory;

	@Test
	void sayArrivesAsOneDatagram() throws IOException {
		Path socket = this.directory.resolve("notify");
		EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
		try (ServiceManager manager = manager(Map.of("NOTIFY_SOCKET", socket.toString())).orElseThrow()) {
			manager.say("NOBODY=1");
			Channel channel = listen(group, socket);
			manager.say("READY=1", "STATUS=well");
			manager.say("WATCHDOG=1");
			await().atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(this.heard).containsExactly("READY=1\nSTATUS=well", "WATCHDOG=1"));
			channel.close().syncUninterruptibly();
		}
		finally {
			group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
		}
	}

	@Test
	void ofWhenNobodyAsksIsEmpty() {
		assertThat(manager(Map.of())).isEmpty();
		assertThat(manager(Map.of("NOTIFY_SOCKET", ""))).isEmpty();
	}

	@Test
	void watchdogIsForThisProcessOnly() throws IOException {
		assertThat(watchdog(Map.of())).isZero();
		assertThat(watchdog(Map.of("WATCHDOG_USEC", "30000000"))).isEqualTo(Duration.ofSeconds(30));
		assertThat(watchdog(Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "4711")))
			.isEqualTo(Duration.ofSeconds(30));
		assertThat(watchdog(Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "1"))).isZero();
		assertThat(watchdog(Map.of("WATCHDOG_USEC", "soon"))).isZero();
	}

	private static Duration watchdog(Map<String, String> more) throws IOException {
		Map<String, String> environment = new HashMap<>(more);
		environment.put("NOTIFY_SOCKET", "@bootcluster-test");
		try (ServiceManager manager = manager(environment).orElseThrow()) {
			return manager.watchdog();
		}
	}

	private static Optional<ServiceManager> manager(Map<String, String> environment) {
		return ServiceManager.of(environment, 4711);
	}

	private Channel listen(EventLoopGroup group, Path socket) {
		return new Bootstrap().group(group)
			.channel(EpollDomainDatagramChannel.class)
			.handler(new SimpleChannelInboundHandler<DomainDatagramPacket>() {

				@Override
				protected void channelRead0(ChannelHandlerContext context, DomainDatagramPacket packet) {
					ServiceManagerTests.this.heard.add(packet.content().toString(UTF_8));
				}

			})
			.bind(new DomainSocketAddress(socket.toFile()))
			.syncUninterruptibly()
			.channel();
	}

}
