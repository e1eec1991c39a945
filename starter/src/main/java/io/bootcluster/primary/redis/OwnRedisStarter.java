package io.bootcluster.primary.redis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.bootcluster.RedisLocation;

/**
 * Tries to start one server after the other and remembers why they failed. Confined to
 * the thread that opens the primary.
 */
final class OwnRedisStarter {

	private final Path directory;

	private final boolean unix;

	private final List<String> tried;

	OwnRedisStarter(Path directory, boolean unix, List<String> tried) {
		this.directory = directory;
		this.unix = unix;
		this.tried = tried;
	}

	Optional<Started> start(Path executable, String name) throws InterruptedException {
		try {
			RedisSite site = RedisSite.choose(this.directory, this.unix);
			return Optional
				.of(new Started(OwnRedis.start(executable, site), site.location("started by us (" + name + ")")));
		}
		catch (IOException | RedisStartException ex) {
			this.tried.add(name + " does not start: " + ex.getMessage());
			return Optional.empty();
		}
	}

	Optional<Started> startBundled(RedisBinary binary) throws InterruptedException {
		try {
			Optional<Path> executable = binary.unpackInto(this.directory);
			if (executable.isEmpty()) {
				this.tried.add("the " + binary.name() + " does not fit this machine");
				return Optional.empty();
			}
			return start(executable.get(), binary.name());
		}
		catch (IOException ex) {
			this.tried.add("the " + binary.name() + " cannot be unpacked: " + ex.getMessage());
			return Optional.empty();
		}
	}

	List<String> tried() {
		return this.tried;
	}

	/**
	 * A server that answers.
	 *
	 * @param redis the server
	 * @param location where it is
	 */
	record Started(OwnRedis redis, RedisLocation location) {

	}

}
