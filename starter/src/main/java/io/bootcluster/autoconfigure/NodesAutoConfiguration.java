package io.bootcluster.autoconfigure;

import java.time.Duration;
import java.util.Optional;

import io.bootcluster.NodeSeat;
import io.bootcluster.RedisLocation;
import io.bootcluster.nodes.NodesConfiguration;
import io.bootcluster.nodes.NodesRedis;
import io.bootcluster.session.QuickRedis;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Registers a worker's node among the others, in the application's Redis.
 */
@AutoConfiguration(after = BootclusterAutoConfiguration.class,
		afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
@ConditionalOnProperty("bootcluster.nodes.enabled")
@ConditionalOnClass(value = RedisConnectionFactory.class, name = "io.lettuce.core.RedisClient")
@ConditionalOnBean(NodeSeat.class)
@Import(NodesConfiguration.class)
public final class NodesAutoConfiguration {

	@Bean
	static NodesRedis bootclusterNodesRedis(Environment environment, ObjectProvider<RedisLocation> location,
			ObjectProvider<RedisConnectionFactory> factory, ObjectProvider<SslBundles> bundles) {
		Duration interval = DurationStyle.detectAndParse(environment.getProperty("bootcluster.nodes.interval", "1s"));
		QuickRedis redis = QuickRedis.forNodes(
				new QuickRedis.Choice(environment, Optional.ofNullable(location.getIfAvailable()),
						Optional.ofNullable(factory.getIfUnique()), Optional.ofNullable(bundles.getIfAvailable())),
				interval);
		return new NodesRedis(redis.connectionFactory(), redis::close);
	}

}
