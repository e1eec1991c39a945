package io.bootcluster.endtoend.parity;

import java.nio.file.Path;
import java.util.List;

import javax.net.ssl.SSLSocketFactory;

import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.RedisServer;
import org.jspecify.annotations.Nullable;

/**
 * The same application twice, side by side: plain and clustered.
 */
final class Pair implements AutoCloseable {

	private final @Nullable RedisServer redis;

	private final Side plain;

	private final Side clustered;

	private Pair(@Nullable RedisServer redis, Side plain, Side clustered) {
		this.redis = redis;
		this.plain = plain;
		this.clustered = clustered;
	}

	/**
	 * Start both and wait until they serve.
	 * @param setup how they are configured
	 * @param directory for what they need on disk
	 * @return the pair
	 */
	static Pair start(Setup setup, Path directory) {
		RedisServer redis = (setup == Setup.SAMPLE) ? new RedisServer() : null;
		Certificate certificate = setup.isTls() ? Certificate.make(directory) : null;
		SSLSocketFactory tls = (certificate != null) ? certificate.socketFactory() : null;
		List<String> more = (certificate != null) ? certificate.arguments() : List.of();
		Pair pair = new Pair(redis,
				side(setup,
						with(setup.launch(), redis, more).with("--bootcluster.enabled=false")
							.withJvm("-XX:TieredStopAtLevel=1"),
						tls),
				side(setup, with(setup.launch(), redis, more), tls));
		try {
			pair.plain.awaitServing(0);
			pair.clustered.awaitServing(setup.workers());
			return pair;
		}
		catch (Throwable ex) {
			try (pair) {
				throw ex;
			}
		}
	}

	private static Launch with(Launch launch, @Nullable RedisServer redis, List<String> more) {
		Launch configured = launch.with(more.toArray(String[]::new));
		return (redis != null) ? configured.redis(redis) : configured;
	}

	private static Side side(Setup setup, Launch launch, @Nullable SSLSocketFactory tls) {
		int management = Launch.freePort();
		Launch own = setup.hasManagementPort() ? launch.with("--management.server.port=" + management) : launch;
		return new Side(own.start(), management, tls);
	}

	Side plain() {
		return this.plain;
	}

	Side clustered() {
		return this.clustered;
	}

	@Override
	public void close() {
		try (RedisServer unused = this.redis; Side first = this.plain; Side second = this.clustered) {
			// Each is closed, whatever the others do.
		}
	}

}
