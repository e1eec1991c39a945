package io.bootcluster.session;

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisPassword;
import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

class ApplicationRedisTests {

	@Test
	void redisConfigurationWhenHostIsSetIsStandalone() {
		RedisConfiguration configuration = settings(
				Map.of("host", "redis.example", "port", "6380", "password", "secret", "database", "3"))
			.redisConfiguration();
		assertThat(configuration).isInstanceOfSatisfying(RedisStandaloneConfiguration.class, (standalone) -> {
			assertThat(standalone.getHostName()).isEqualTo("redis.example");
			assertThat(standalone.getPort()).isEqualTo(6380);
			assertThat(standalone.getPassword()).isEqualTo(RedisPassword.of("secret"));
			assertThat(standalone.getDatabase()).isEqualTo(3);
		});
	}

	@Test
	void redisConfigurationWhenUrlIsSetTakesEverythingFromIt() {
		ApplicationRedis settings = settings(
				Map.of("host", "other", "url", "rediss://user:secret@redis.example:6390/2"));
		assertThat(settings.redisConfiguration()).isInstanceOfSatisfying(RedisStandaloneConfiguration.class,
				(standalone) -> {
					assertThat(standalone.getHostName()).isEqualTo("redis.example");
					assertThat(standalone.getPort()).isEqualTo(6390);
					assertThat(standalone.getUsername()).isEqualTo("user");
					assertThat(standalone.getDatabase()).isEqualTo(2);
				});
		assertThat(settings.clientConfiguration(Optional.empty()).isUseSsl()).isTrue();
	}

	@Test
	void redisConfigurationWhenSentinelOrClusterIsSetIsThat() {
		assertThat(settings(Map.of("sentinel.master", "main", "sentinel.nodes", "a:1,b:2")).redisConfiguration())
			.isInstanceOfSatisfying(RedisSentinelConfiguration.class,
					(sentinel) -> assertThat(sentinel.getSentinels()).hasSize(2));
		assertThat(settings(Map.of("cluster.nodes", "a:1,b:2")).redisConfiguration()).isInstanceOfSatisfying(
				RedisClusterConfiguration.class, (cluster) -> assertThat(cluster.getClusterNodes()).hasSize(2));
	}

	private static ApplicationRedis settings(Map<String, String> settings) {
		return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("", ApplicationRedis.class);
	}

}
