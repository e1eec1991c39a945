package io.bootcluster.primary.redis;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What signals to the primary, and to everything around it, do to a Redis of our own.
 */
class RedisOrphanTests {

	@TempDir
	private Path directory;

	@Test
	void killedPrimaryLeavesNoServerBehind() throws Exception {
		Process primary = primary();
		ProcessHandle redis = redisOf(primary);
		primary.destroyForcibly();
		Awaitility.await()
			.atMost(Duration.ofSeconds(5))
			.pollInterval(Duration.ofMillis(20))
			.until(() -> !redis.isAlive());
	}

	@Test
	void signalsForTheWholeGroupDoNotStopTheServer() throws Exception {
		assumeThat(new ProcessBuilder("env", "--block-signal=TERM", "true").start().waitFor())
			.as("env can block signals")
			.isZero();
		Process primary = primary();
		try {
			ProcessHandle redis = redisOf(primary);
			for (String signal : new String[] { "INT", "TERM", "HUP" }) {
				new ProcessBuilder("kill", "-" + signal, Long.toString(redis.pid())).start().waitFor();
			}
			Awaitility.await()
				.during(Duration.ofMillis(200))
				.atMost(Duration.ofSeconds(2))
				.pollInterval(Duration.ofMillis(20))
				.until(redis::isAlive);
		}
		finally {
			primary.destroyForcibly();
		}
	}

	private Process primary() throws Exception {
		Path java = Path.of(System.getProperty("java.home"), "bin", "java");
		return new ProcessBuilder(java.toString(), "-XX:TieredStopAtLevel=1", "-Xmx64m", "-cp",
				System.getProperty("java.class.path"), SmallPrimary.class.getName(), RealRedis.executable().toString(),
				this.directory.toString())
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
	}

	private static ProcessHandle redisOf(Process primary) throws Exception {
		BufferedReader output = primary.inputReader();
		ProcessHandle redis = ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow();
		assertThat(redis.isAlive()).isTrue();
		return redis;
	}

	/**
	 * Starts a Redis, tells its pid and waits to be killed.
	 */
	static final class SmallPrimary {

		private SmallPrimary() {
		}

		public static void main(String[] arguments) throws Exception {
			RedisSite site = RedisSite.choose(Path.of(arguments[1]), true);
			try (OwnRedis redis = OwnRedis.start(Path.of(arguments[0]), site)) {
				System.out.println(redis.pid());
				Thread.currentThread().join();
			}
		}

	}

}
