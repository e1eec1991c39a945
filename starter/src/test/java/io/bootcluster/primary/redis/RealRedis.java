package io.bootcluster.primary.redis;

import java.nio.file.Path;
import java.util.Optional;

import static org.junit.jupiter.api.Assumptions.abort;

/**
 * The Redis server of this machine, or a skipped test that says so.
 */
final class RealRedis {

	private RealRedis() {
	}

	static Path executable() {
		Optional<Path> executable = Surroundings.look(RealRedis.class.getClassLoader()).installed().findFirst();
		return executable.orElseGet(() -> abort("neither redis-server nor valkey-server is on the PATH"));
	}

}
