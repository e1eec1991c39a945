package io.bootcluster.nodes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import io.bootcluster.WrongSettingException;
import io.bootcluster.session.QuickRedis;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Nodes register wherever the application's Redis is, and come back when it does.
 */
class RedisTopologiesTests {

	private final AtomicLong nanos = new AtomicLong();

	@Test
	void nodesRegisterInARedisThatIsKilledAndStartedAgain() throws Exception {
		try (RedisProcesses redis = new RedisProcesses()) {
			int port = redis.alone();
			try (QuickRedis way = way("spring.data.redis.url", "redis://127.0.0.1:" + port)) {
				SceneNode node = registered(way);
				redis.kill(port);
				long before = System.nanoTime();
				node.turns(Duration.ofSeconds(2));
				assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
				assertThat(node.latest().problem()).contains("has not answered since");
				assertThat(node.ids()).containsExactly("a");
				redis.start(port);
				awaitHealed(node);
			}
		}
	}

	@Test
	void nodesFollowASentinelToTheNewMaster() throws Exception {
		try (RedisProcesses redis = new RedisProcesses()) {
			int master = redis.alone();
			int replica = redis.alone("--replicaof", "127.0.0.1", Integer.toString(master));
			int sentinel = redis.sentinel(master);
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> redis.command(replica, "INFO replication").contains("master_link_status:up")
						&& redis.command(sentinel, "INFO sentinel").contains("slaves=1"));
			try (QuickRedis way = way("spring.data.redis.sentinel.master", "themaster",
					"spring.data.redis.sentinel.nodes", "127.0.0.1:" + sentinel)) {
				SceneNode node = registered(way);
				redis.kill(master);
				node.turns(Duration.ofSeconds(2));
				assertThat(node.latest().problem()).isNotNull();
				awaitHealed(node);
				assertThat(redis.command(replica, "HLEN bootcluster:{test}:nodes")).startsWith(":1");
			}
		}
	}

	@Test
	void nodesRegisterInACluster() throws Exception {
		try (RedisProcesses redis = new RedisProcesses()) {
			List<Integer> ports = redis.cluster();
			String nodes = ports.stream().map((port) -> "127.0.0.1:" + port).collect(Collectors.joining(","));
			try (QuickRedis way = way("spring.data.redis.cluster.nodes", nodes)) {
				SceneNode node = registered(way);
				assertThat(node.lease.begin("task", Instant.EPOCH)).isTrue();
				assertThat(node.lease.latest("task")).contains(Instant.EPOCH);
				node.become("draining", false);
				node.turn();
				for (int port : ports) {
					assertThat(redis.command(port, "HLEN bootcluster:{test}:nodes")).containsAnyOf(":0", "-MOVED");
				}
			}
		}
	}

	@Test
	void applicationWithoutARedisIsToldWhatToSet() {
		assertThatExceptionOfType(WrongSettingException.class).isThrownBy(this::way)
			.satisfies((ex) -> assertThat(ex.action()).contains("spring.data.redis.url", "spring.data.redis.host"));
	}

	private QuickRedis way(String... settings) {
		MockEnvironment environment = new MockEnvironment();
		for (int i = 0; i < settings.length; i += 2) {
			environment.setProperty(settings[i], settings[i + 1]);
		}
		return QuickRedis.forNodes(
				new QuickRedis.Choice(environment, Optional.empty(), Optional.empty(), Optional.empty()),
				Duration.ofSeconds(1));
	}

	/**
	 * Return a node that is registered and leads.
	 */
	private SceneNode registered(QuickRedis way) {
		SceneNode node = new SceneNode(new RedisNodes(way.connectionFactory(), "test"), this.nanos, "a",
				"10.0.0.1:8080", "1.1");
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
			node.turns(Duration.ofSeconds(1));
			return node.lease.isHeld();
		});
		assertThat(node.ids()).containsExactly("a");
		return node;
	}

	private static void awaitHealed(SceneNode node) {
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
			node.turns(Duration.ofSeconds(1));
			return node.latest().problem() == null && node.lease.isHeld();
		});
	}

}
