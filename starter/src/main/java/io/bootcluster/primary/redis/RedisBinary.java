package io.bootcluster.primary.redis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Brings a Redis server along for machines that have none. Implementations are found by
 * {@link java.util.ServiceLoader}.
 */
public interface RedisBinary {

	/**
	 * Return what it is, for the log.
	 * @return such as {@code bundled Redis 6.2}
	 */
	String name();

	/**
	 * Put the binary for this machine into a directory.
	 * @param directory a private directory
	 * @return the executable file, or empty where there is none for this machine
	 * @throws IOException if it cannot be written
	 */
	Optional<Path> unpackInto(Path directory) throws IOException;

}
