package io.bootcluster.primary.redis;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.bootcluster.BootclusterProperties.Session.Redis;
import io.bootcluster.RedisLocation;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Gives sessions a place to live: finds a Redis, or starts one and keeps it alive until
 * this is closed, which must be after the last worker has gone. What was decided is told
 * in one line.
 */
public final class RedisServers implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(RedisServers.class);

	private static final Duration PING_TIMEOUT = Duration.ofMillis(300);

	private final Optional<RedisLocation> location;

	private final Optional<OwnRedis> own;

	private RedisServers(Optional<RedisLocation> location, Optional<OwnRedis> own) {
		this.location = location;
		this.own = own;
	}

	/**
	 * Find a Redis or start one.
	 * @param settings what decides
	 * @param classLoader where bundled servers are looked for
	 * @return what was found or started
	 * @throws RedisUnavailableException if sessions have no place to live; nothing is
	 * left behind
	 * @throws InterruptedException if interrupted while waiting; nothing is left behind
	 */
	public static RedisServers open(RedisSettings settings, ClassLoader classLoader) throws InterruptedException {
		if (settings.wish() == Redis.OFF) {
			return none("bootcluster.session.redis is off");
		}
		if (settings.wish() == Redis.AUTO && settings.elsewhere().isPresent()) {
			return none(settings.elsewhere().get());
		}
		return open(settings, Surroundings.look(classLoader));
	}

	/**
	 * Share the Redis that another primary owns, as long as the settings ask for one of
	 * ours.
	 * @param settings what decides
	 * @param running the Redis
	 * @return the servers, which nobody ends before {@link #own}
	 * @throws RedisUnavailableException if it cannot be shared
	 */
	public static RedisServers share(RedisSettings settings, RunningRedis running) {
		if (settings.wish() == Redis.OFF) {
			return none("bootcluster.session.redis is off");
		}
		if (settings.wish() == Redis.AUTO && settings.elsewhere().isPresent()) {
			return none(settings.elsewhere().get());
		}
		try {
			OwnRedis shared = OwnRedis.share(running, settings.directory());
			logger.info("Sessions: Redis " + running.location().origin() + " (pid " + running.pid()
					+ "), which goes on with all that it holds");
			return new RedisServers(Optional.of(running.location()), Optional.of(shared));
		}
		catch (RedisStartException ex) {
			throw new RedisUnavailableException(
					List.of("the Redis that runs cannot be taken over: " + ex.getMessage()));
		}
	}

	/**
	 * Keep and end a Redis of our own from now on, which was only shared. Does nothing
	 * where there is none.
	 */
	public void own() {
		this.own.ifPresent(OwnRedis::own);
	}

	/**
	 * Leave a Redis of our own to the primary that shares it.
	 */
	public void leave() {
		this.own.ifPresent(OwnRedis::leave);
	}

	/**
	 * Return the Redis of our own as another primary could take it over.
	 * @return the server, empty where there is none of ours
	 */
	public Optional<RunningRedis> running() {
		return this.own.flatMap((redis) -> this.location.map(redis::running));
	}

	static RedisServers open(RedisSettings settings, Surroundings surroundings) throws InterruptedException {
		List<String> tried = new ArrayList<>();
		if (settings.wish() == Redis.AUTO) {
			if (RedisPing.answers(surroundings.usual(), Optional.empty(), PING_TIMEOUT)) {
				return found(surroundings.usual().getPort());
			}
			tried.add("nothing answers on localhost:" + surroundings.usual().getPort() + " without a password");
		}
		OwnRedisStarter starter = new OwnRedisStarter(settings.directory(), surroundings.unix(), tried);
		for (Path executable : surroundings.installed().toList()) {
			Optional<RedisServers> servers = starter.start(executable, executable.toString()).map(RedisServers::own);
			if (servers.isPresent()) {
				return servers.get();
			}
		}
		if (surroundings.installed().findAny().isEmpty()) {
			tried.add("no redis-server or valkey-server is on the PATH");
		}
		return startBundled(settings, surroundings, starter);
	}

	private static RedisServers startBundled(RedisSettings settings, Surroundings surroundings, OwnRedisStarter starter)
			throws InterruptedException {
		for (RedisBinary binary : surroundings.bundled()) {
			Optional<OwnRedisStarter.Started> started = starter.startBundled(binary);
			if (started.isPresent()) {
				if (!settings.development()) {
					logger.warn("The " + binary.name() + " is meant for development, and this application does not run "
							+ "from its build directory: install redis-server or set spring.data.redis.url");
				}
				return own(started.get());
			}
		}
		throw new RedisUnavailableException(starter.tried());
	}

	private static RedisServers none(String reason) {
		logger.info("Sessions: no Redis of ours, because " + reason);
		return new RedisServers(Optional.empty(), Optional.empty());
	}

	private static RedisServers found(int port) {
		RedisLocation location = new RedisLocation("127.0.0.1", port, Optional.empty(), Optional.empty(),
				"found on localhost:" + port, true);
		logger.info("Sessions: Redis " + location.origin() + ", under keys that carry the application's name");
		return new RedisServers(Optional.of(location), Optional.empty());
	}

	private static RedisServers own(OwnRedisStarter.Started started) {
		RedisLocation location = started.location();
		logger.info("Sessions: Redis " + location.origin() + " (pid " + started.redis().pid() + ", "
				+ location.socket().map((socket) -> "private socket").orElse("loopback port " + location.port())
				+ "); kept in memory only");
		return new RedisServers(Optional.of(location), Optional.of(started.redis()));
	}

	/**
	 * Return where the Redis for sessions is.
	 * @return the location, empty where sessions live elsewhere
	 */
	public Optional<RedisLocation> location() {
		return this.location;
	}

	/**
	 * Return the process of a Redis of our own.
	 * @return its pid, or -1 where it is not ours
	 */
	public long pid() {
		return this.own.map(OwnRedis::pid).orElse(-1L);
	}

	/**
	 * End a Redis of our own. Call it after the last worker has gone.
	 */
	@Override
	public void close() {
		this.own.ifPresent(OwnRedis::close);
	}

}
