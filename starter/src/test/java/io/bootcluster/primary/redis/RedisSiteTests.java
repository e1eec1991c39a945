package io.bootcluster.primary.redis;

import java.nio.file.Path;

import io.bootcluster.RedisLocation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RedisSiteTests {

	@Test
	void chooseWhenUnixSocketsWorkTakesNoPort() throws Exception {
		RedisSite site = RedisSite.choose(Path.of("/run/a"), true);
		assertThat(site.configuration()).contains("port 0\n")
			.contains("unixsocket \"/run/a/redis.sock\"\n")
			.contains("unixsocketperm 700\n")
			.contains("requirepass " + site.password() + "\n")
			.contains("save \"\"\nappendonly no\n")
			.doesNotContain("bind");
	}

	@Test
	void chooseWhenPathIsTooLongTakesALoopbackPort() throws Exception {
		RedisSite site = RedisSite.choose(Path.of("/" + "d".repeat(100)), true);
		assertThat(site.port()).isPositive();
		assertThat(site.configuration()).contains("port " + site.port() + "\n")
			.contains("bind 127.0.0.1\n")
			.doesNotContain("unixsocket");
	}

	@Test
	void configurationWhenDirectoryHasQuotesEscapesThem() throws Exception {
		RedisSite site = RedisSite.choose(Path.of("/a \"b"), true);
		assertThat(site.configuration()).contains("dir \"/a \\\"b\"\n");
	}

	@Test
	void toStringWhenThereIsAPasswordDoesNotShowIt() throws Exception {
		RedisSite site = RedisSite.choose(Path.of("/run/a"), true);
		RedisLocation location = site.location("started");
		assertThat(location.password()).contains(site.password());
		assertThat(site + " " + location).doesNotContain(site.password());
	}

}
