package io.bootcluster.primary.redis;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

import io.bootcluster.BootclusterProperties.Session.Redis;
import io.bootcluster.RedisLocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
class RedisServersTests {

	private static final InetSocketAddress NOBODY = new InetSocketAddress("127.0.0.1", 1);

	@TempDir
	private Path directory;

	@Test
	void openWhenApplicationHasItsOwnFindsNothingAndTellsWhy(CapturedOutput output) throws Exception {
		RedisSettings settings = new RedisSettings(Redis.AUTO, Optional.of("spring.data.redis.url is set"),
				this.directory, true);
		try (RedisServers servers = RedisServers.open(settings, getClass().getClassLoader())) {
			assertThat(servers.location()).isEmpty();
			assertThat(output).contains("spring.data.redis.url is set");
		}
	}

	@Test
	void openWhenOffFindsNothing() throws Exception {
		RedisSettings settings = new RedisSettings(Redis.OFF, Optional.empty(), this.directory, true);
		try (RedisServers servers = RedisServers.open(settings, getClass().getClassLoader())) {
			assertThat(servers.location()).isEmpty();
		}
	}

	@Test
	void openWhenUsualPortAnswersUsesItUnderTheApplicationsName(CapturedOutput output) throws Exception {
		try (FakeRedis redis = FakeRedis.answering("+PONG\r\n");
				RedisServers servers = open(Redis.AUTO, redis.address(), List.of())) {
			RedisLocation location = servers.location().orElseThrow();
			assertThat(location.port()).isEqualTo(redis.address().getPort());
			assertThat(location.namespaceByApplication()).isTrue();
			assertThat(output).contains("found on localhost:" + location.port());
		}
	}

	@Test
	void openWhenUsualPortWantsAPasswordDoesNotUseIt() {
		try (FakeRedis redis = FakeRedis.answering("-NOAUTH Authentication required.\r\n")) {
			assertThatExceptionOfType(RedisUnavailableException.class)
				.isThrownBy(() -> open(Redis.AUTO, redis.address(), List.of()))
				.satisfies((ex) -> assertThat(ex.action()).contains("redis-server", "spring.data.redis.url",
						"bootcluster-embedded-redis", "bootcluster.session.redis=off"))
				.withMessageContaining("nothing answers on localhost:")
				.withMessageContaining("no redis-server or valkey-server is on the PATH");
		}
	}

	@Test
	void openWhenExecutableFailsTellsItsLastWords() throws Exception {
		executable("redis-server", "echo 'libssl.so.3: cannot open shared object file'; exit 127");
		assertThatExceptionOfType(RedisUnavailableException.class).isThrownBy(() -> open(Redis.AUTO, NOBODY, List.of()))
			.withMessageContaining("exited with code 127 (libssl.so.3: cannot open shared object file)");
		assertThat(this.directory.resolve("redis.conf")).doesNotExist();
	}

	@Test
	void openWhenNothingIsInstalledStartsTheBundledOneWithAWarning(CapturedOutput output) throws Exception {
		Path server = RealRedis.executable();
		RedisBinary bundled = new FixedBinary(server);
		RedisSettings settings = new RedisSettings(Redis.OWN, Optional.empty(), this.directory, false);
		Surroundings surroundings = new Surroundings(NOBODY, List.of(), List.of(bundled), true);
		try (RedisServers servers = RedisServers.open(settings, surroundings)) {
			assertThat(servers.location()).isPresent();
			assertThat(output).contains("meant for development");
		}
	}

	private RedisServers open(Redis wish, InetSocketAddress usual, List<RedisBinary> bundled)
			throws InterruptedException {
		RedisSettings settings = new RedisSettings(wish, Optional.empty(), this.directory, true);
		return RedisServers.open(settings, new Surroundings(usual, List.of(this.directory), bundled, true));
	}

	private void executable(String name, String script) throws IOException {
		Path file = this.directory.resolve(name);
		Files.writeString(file, "#!/bin/sh\n" + script + "\n");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
	}

	private record FixedBinary(Path file) implements RedisBinary {

		@Override
		public String name() {
			return "bundled Redis";
		}

		@Override
		public Optional<Path> unpackInto(Path directory) {
			return Optional.of(this.file);
		}

	}

}
