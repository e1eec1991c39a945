package io.bootcluster.session;

import java.time.Duration;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.EpollProvider;

import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration.LettuceClientConfigurationBuilder;

/**
 * How sessions talk to Redis: whatever happens to it, a command fails in
 * {@link #COMMAND_TIMEOUT}, at once while there is no connection, and a connection is
 * tried again ten times a second. Lettuce's own defaults let a request hang for more than
 * a minute.
 */
final class QuickClient {

	/**
	 * Longest time for a command, and for connecting.
	 */
	static final Duration COMMAND_TIMEOUT = Duration.ofMillis(500);

	private static final Duration RECONNECT_DELAY = Duration.ofMillis(100);

	private static final Duration TOPOLOGY = Duration.ofSeconds(30);

	private static final Duration PEER_GONE = Duration.ofSeconds(1);

	private QuickClient() {
	}

	/**
	 * Return resources whose connections come back quickly.
	 * @param resources resources to build on
	 * @return resources to be shut down by the caller
	 */
	static ClientResources resources(ClientResources.Builder resources) {
		return resources.reconnectDelay(Delay.constant(RECONNECT_DELAY)).build();
	}

	/**
	 * Return options that fail fast.
	 * @param base options to build on: TLS, protocol and topology stay what they are
	 * @param tcp whether there is a network in between, and not a Unix domain socket
	 * @param use what for
	 * @return the options
	 */
	static ClientOptions options(ClientOptions base, boolean tcp, RedisUse use) {
		ClientOptions.Builder options = base.mutate();
		if (use.followsMasters() && options instanceof ClusterClientOptions.Builder cluster) {
			cluster.topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
				.enableAllAdaptiveRefreshTriggers()
				.adaptiveRefreshTriggersTimeout(PEER_GONE)
				.enablePeriodicRefresh(TOPOLOGY)
				.build());
		}
		return options.autoReconnect(true)
			.pingBeforeActivateConnection(true)
			.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
			.timeoutOptions(TimeoutOptions.enabled(use.timeout()))
			.socketOptions(socketOptions(base.getSocketOptions(), tcp, use))
			.build();
	}

	private static SocketOptions socketOptions(SocketOptions base, boolean tcp, RedisUse use) {
		SocketOptions.Builder options = base.mutate().connectTimeout(shorter(base.getConnectTimeout(), use));
		if (tcp) {
			options.keepAlive(SocketOptions.KeepAliveOptions.builder()
				.enable()
				.idle(PEER_GONE)
				.interval(PEER_GONE)
				.count(2)
				.build());
			if (EpollProvider.isAvailable()) {
				options.tcpUserTimeout(
						SocketOptions.TcpUserTimeoutOptions.builder().enable().tcpUserTimeout(PEER_GONE).build());
			}
		}
		return options.build();
	}

	/**
	 * Return an application's own client configuration, made to fail fast.
	 * @param base the application's
	 * @param resources resources of our own
	 * @param tcp whether there is a network in between
	 * @param use what for
	 * @return the configuration; the application's stays as it is
	 */
	static LettuceClientConfiguration like(LettuceClientConfiguration base, ClientResources resources, boolean tcp,
			RedisUse use) {
		LettuceClientConfigurationBuilder builder = LettuceClientConfiguration.builder();
		if (base.isUseSsl()) {
			var ssl = builder.useSsl().verifyPeer(base.getVerifyMode());
			if (base.isStartTls()) {
				ssl.startTls();
			}
		}
		base.getClientName().ifPresent(builder::clientName);
		base.getReadFrom().ifPresent(builder::readFrom);
		base.getRedisCredentialsProviderFactory().ifPresent(builder::redisCredentialsProviderFactory);
		return builder.clientResources(resources)
			.clientOptions(options(base.getClientOptions().orElseGet(ClientOptions::create), tcp, use))
			.commandTimeout(shorter(base.getCommandTimeout(), use))
			.shutdownTimeout(Duration.ZERO)
			.shutdownQuietPeriod(Duration.ZERO)
			.build();
	}

	private static Duration shorter(Duration timeout, RedisUse use) {
		return (timeout.isZero() || timeout.compareTo(use.timeout()) > 0) ? use.timeout() : timeout;
	}

}
