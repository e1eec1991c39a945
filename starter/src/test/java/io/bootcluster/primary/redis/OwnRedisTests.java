package io.bootcluster.primary.redis;

import java.nio.file.Path;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class OwnRedisTests {

	@TempDir
	private Path directory;

	@Test
	void startWhenSiteIsASocketAnswersOnlyWithThePassword() throws Exception {
		RedisSite site = RedisSite.choose(this.directory, true);
		try (OwnRedis redis = OwnRedis.start(RealRedis.executable(), site)) {
			assertThat(answers(site, Optional.of(site.password()))).isTrue();
			assertThat(answers(site, Optional.empty())).isFalse();
			assertThat(this.directory.resolve("redis.conf")).doesNotExist();
			assertThat(commandLine(redis)).doesNotContain(site.password());
		}
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void startWhenSiteIsAPortAnswersThere() throws Exception {
		RedisSite site = RedisSite.choose(this.directory, false);
		try (OwnRedis redis = OwnRedis.start(RealRedis.executable(), site)) {
			assertThat(redis.pid()).isPositive();
			assertThat(answers(site, Optional.of(site.password()))).isTrue();
		}
		assertThat(answers(site, Optional.of(site.password()))).isFalse();
	}

	@Test
	void killedServerIsStartedAgainAtTheSamePlaceAndTold(CapturedOutput output) throws Exception {
		RedisSite site = RedisSite.choose(this.directory, true);
		try (OwnRedis redis = OwnRedis.start(RealRedis.executable(), site)) {
			long first = redis.pid();
			ProcessHandle.of(first).orElseThrow().destroyForcibly();
			await().until(() -> redis.pid() != first && answers(site, Optional.of(site.password())));
			assertThat(output).contains("sessions are lost");
		}
	}

	@Test
	void closedServerIsGoneAndStaysAway() throws Exception {
		RedisSite site = RedisSite.choose(this.directory, true);
		OwnRedis redis = OwnRedis.start(RealRedis.executable(), site);
		ProcessHandle process = ProcessHandle.of(redis.pid()).orElseThrow();
		redis.close();
		assertThat(process.isAlive()).isFalse();
		assertThat(answers(site, Optional.of(site.password()))).isFalse();
	}

	private static String commandLine(OwnRedis redis) throws Exception {
		Path file = Path.of("/proc", Long.toString(redis.pid()), "cmdline");
		return Files.exists(file) ? Files.readString(file) : "";
	}

	private static boolean answers(RedisSite site, Optional<String> password) {
		return RedisPing.answers(site.address(), password, Duration.ofMillis(200));
	}

	private static org.awaitility.core.ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(20));
	}

	@Test
	@EnabledOnOs(value = OS.LINUX, disabledReason = "Only Linux opens another process's pipe")
	void sharedServerOutlivesWhoStartedItAndEndsWithWhoOwnsItNow() throws Exception {
		RedisSite site = RedisSite.choose(this.directory, true);
		OwnRedis first = OwnRedis.start(RealRedis.executable(), site);
		ProcessHandle process = ProcessHandle.of(first.pid()).orElseThrow();
		OwnRedis second = OwnRedis.share(first.running(site.location("test")), this.directory);
		first.leave();
		// As the end of its process would do.
		first.close();
		second.own();
		assertThat(answers(site, Optional.of(site.password()))).isTrue();
		second.close();
		await().until(() -> !process.isAlive());
		assertThat(answers(site, Optional.of(site.password()))).isFalse();
	}

	@Test
	@EnabledOnOs(value = OS.LINUX, disabledReason = "Only Linux opens another process's pipe")
	void sharedServerIsLeftAloneByWhoNeverOwnedIt() throws Exception {
		RedisSite site = RedisSite.choose(this.directory, true);
		try (OwnRedis first = OwnRedis.start(RealRedis.executable(), site)) {
			OwnRedis.share(first.running(site.location("test")), this.directory).close();
			assertThat(answers(site, Optional.of(site.password()))).isTrue();
		}
	}

}
