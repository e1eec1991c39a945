package io.bootcluster.primary.redis;

import java.nio.file.Path;
import java.util.Optional;

import io.bootcluster.BootclusterProperties;

/**
 * What decides where sessions live.
 *
 * @param wish what the user asked for
 * @param elsewhere why sessions live in a place that the application named itself, such
 * as {@code spring.data.redis.url is set}; asked only where the wish is {@code auto}
 * @param directory private directory, ours alone, for the socket of a Redis of our own
 * @param development whether the application runs from its build directory, so that a
 * bundled Redis needs no warning
 */
public record RedisSettings(BootclusterProperties.Session.Redis wish, Optional<String> elsewhere, Path directory,
		boolean development) {

}
