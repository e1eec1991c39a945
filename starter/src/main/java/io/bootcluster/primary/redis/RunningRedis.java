package io.bootcluster.primary.redis;

import java.nio.file.Path;

import io.bootcluster.RedisLocation;

/**
 * A Redis of our own as one primary leaves it to the next: it goes on while they change.
 *
 * @param location where it is
 * @param pid its process
 * @param executable what it was started from
 */
public record RunningRedis(RedisLocation location, long pid, Path executable) {

}
