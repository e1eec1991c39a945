package io.bootcluster.primary.redis;

import java.io.File;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * What this machine and class path offer, seen once.
 *
 * @param usual where a Redis usually listens
 * @param path directories with executable files
 * @param bundled Redis servers on the class path
 * @param unix whether workers can use a Unix domain socket
 */
record Surroundings(InetSocketAddress usual, List<Path> path, List<RedisBinary> bundled, boolean unix) {

	private static final int USUAL_PORT = 6379;

	private static final List<String> NAMES = List.of("redis-server", "valkey-server");

	static Surroundings look(ClassLoader classLoader) {
		String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
		List<Path> directories = Arrays.stream(path.split(File.pathSeparator))
			.filter((directory) -> !directory.isBlank())
			.map(Path::of)
			.toList();
		List<RedisBinary> bundled = ServiceLoader.load(RedisBinary.class, classLoader)
			.stream()
			.map(ServiceLoader.Provider::get)
			.toList();
		return new Surroundings(new InetSocketAddress(InetAddress.getLoopbackAddress(), USUAL_PORT), directories,
				bundled, UnixSockets.isUsable(classLoader));
	}

	/**
	 * Return the Redis and Valkey servers on the path, the best first.
	 * @return executable files
	 */
	Stream<Path> installed() {
		return NAMES.stream()
			.flatMap((name) -> this.path.stream().map((directory) -> directory.resolve(name)))
			.filter((file) -> Files.isRegularFile(file) && Files.isExecutable(file));
	}

}
