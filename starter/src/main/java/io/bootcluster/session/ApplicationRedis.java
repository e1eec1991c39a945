package io.bootcluster.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.RedisPassword;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * The application's {@code spring.data.redis.*} settings, for applications that do not
 * have Spring Boot's Redis module and so nobody else who reads them. They mean what they
 * mean there.
 */
record ApplicationRedis(@Nullable String url, @DefaultValue("localhost") String host, @DefaultValue("6379") int port,
		@Nullable String username, @Nullable String password, @DefaultValue("0") int database,
		@Nullable Duration timeout, @Nullable String clientName, @DefaultValue Ssl ssl, @Nullable Sentinel sentinel,
		@Nullable Cluster cluster) {

	record Ssl(@Nullable Boolean enabled, @Nullable String bundle) {

	}

	record Sentinel(String master, List<String> nodes, @Nullable String username, @Nullable String password) {

	}

	record Cluster(List<String> nodes, @Nullable Integer maxRedirects) {

	}

	RedisConfiguration redisConfiguration() {
		if (this.url != null) {
			return LettuceConnectionFactory.createRedisConfiguration(RedisURI.create(this.url));
		}
		if (this.sentinel != null) {
			return sentinelConfiguration(this.sentinel);
		}
		if (this.cluster != null) {
			return clusterConfiguration(this.cluster);
		}
		RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration(this.host, this.port);
		configuration.setDatabase(this.database);
		configuration.setUsername(this.username);
		configuration.setPassword(RedisPassword.of(this.password));
		return configuration;
	}

	private RedisConfiguration sentinelConfiguration(Sentinel settings) {
		RedisSentinelConfiguration configuration = new RedisSentinelConfiguration();
		configuration.master(settings.master());
		configuration.setSentinels(nodes(settings.nodes()));
		configuration.setDatabase(this.database);
		configuration.setUsername(this.username);
		configuration.setPassword(RedisPassword.of(this.password));
		configuration.setSentinelUsername(settings.username());
		configuration.setSentinelPassword(RedisPassword.of(settings.password()));
		return configuration;
	}

	private RedisConfiguration clusterConfiguration(Cluster settings) {
		RedisClusterConfiguration configuration = new RedisClusterConfiguration();
		configuration.setClusterNodes(nodes(settings.nodes()));
		Optional.ofNullable(settings.maxRedirects()).ifPresent(configuration::setMaxRedirects);
		configuration.setUsername(this.username);
		configuration.setPassword(RedisPassword.of(this.password));
		return configuration;
	}

	private static List<RedisNode> nodes(List<String> nodes) {
		return nodes.stream().map(RedisNode::fromString).toList();
	}

	LettuceClientConfiguration clientConfiguration(Optional<SslBundles> bundles) {
		var builder = LettuceClientConfiguration.builder();
		ClientOptions.Builder options = (this.cluster != null) ? ClusterClientOptions.builder()
				: ClientOptions.builder();
		if (isSecured()) {
			builder.useSsl();
			Optional.ofNullable(this.ssl.bundle())
				.flatMap((name) -> bundles.map((all) -> all.getBundle(name)))
				.ifPresent((bundle) -> options.sslOptions(sslOptions(bundle)));
		}
		Optional.ofNullable(this.clientName).ifPresent(builder::clientName);
		Optional.ofNullable(this.timeout).ifPresent(builder::commandTimeout);
		return builder.clientOptions(options.build()).build();
	}

	private boolean isSecured() {
		Boolean enabled = this.ssl.enabled();
		return (enabled != null) ? enabled
				: this.ssl.bundle() != null || (this.url != null && this.url.startsWith("rediss"));
	}

	private static SslOptions sslOptions(SslBundle bundle) {
		SslOptions.Builder options = SslOptions.builder()
			.keyManager(bundle.getManagers().getKeyManagerFactory())
			.trustManager(bundle.getManagers().getTrustManagerFactory());
		String[] ciphers = bundle.getOptions().getCiphers();
		if (ciphers != null) {
			options.cipherSuites(ciphers);
		}
		String[] protocols = bundle.getOptions().getEnabledProtocols();
		if (protocols != null) {
			options.protocols(protocols);
		}
		return options.build();
	}

}
