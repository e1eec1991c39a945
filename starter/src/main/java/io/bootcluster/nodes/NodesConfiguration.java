package io.bootcluster.nodes;

import java.time.InstantSource;
import java.util.List;

import io.bootcluster.ClusterOperations;
import io.bootcluster.NodeSeat;
import io.bootcluster.NodesLease;
import io.bootcluster.NodesProperties;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Registers this node among the others, in a worker and where that is asked for. Front
 * door of this package; needs a {@link NodesRedis}.
 */
@Configuration(proxyBeanMethods = false)
public class NodesConfiguration {

	@Bean
	static Shared bootclusterSharedByNodes(NodesRedis redis, Environment environment, BeanFactory beans) {
		NodesProperties settings = settings(environment);
		NodesStore store = new RedisNodes(redis.connectionFactory(), namespace(settings, environment, beans));
		return new Shared(store, new HeldLease(store, settings.expiry(), System::nanoTime, InstantSource.system()),
				System::nanoTime);
	}

	@Bean
	static NodesLease bootclusterNodesLease(Shared shared) {
		return shared.lease();
	}

	@Bean
	static Announcing bootclusterAnnouncing(Shared shared, Environment environment, NodeSeat seat,
			ClusterOperations operations) {
		OwnNode own = new OwnNode(seat, operations);
		NodesProperties settings = settings(environment);
		return new Announcing(
				new NodeSpeaker(settings, own, shared, () -> new RolloutDesk(settings, operations::wishOnce)), seat,
				shared.lease());
	}

	private static NodesProperties settings(Environment environment) {
		return Binder.get(environment).bindOrCreate("bootcluster.nodes", NodesProperties.class);
	}

	private static String namespace(NodesProperties settings, Environment environment, BeanFactory beans) {
		if (settings.namespace() != null) {
			return settings.namespace();
		}
		List<String> packages = AutoConfigurationPackages.has(beans) ? AutoConfigurationPackages.get(beans) : List.of();
		String name = environment.getProperty("spring.application.name", "");
		String chosen = StringUtils.hasText(name) ? name.strip() : packages.stream().findFirst().orElse("application");
		return chosen.replaceAll("[^A-Za-z0-9._-]", "-");
	}

}
