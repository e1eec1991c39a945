package io.bootcluster.primary.redis;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Tells whether the workers' Redis client can use Unix domain sockets: it needs Netty's
 * native transport for this machine on the class path, and the C library that it links.
 */
final class UnixSockets {

	private static final Map<String, String> LIBRARY_SUFFIXES = Map.of("amd64", "x86_64", "aarch64", "aarch_64");

	private static final List<Path> LOADERS = List.of(Path.of("/lib64/ld-linux-x86-64.so.2"),
			Path.of("/lib/ld-linux-aarch64.so.1"));

	private UnixSockets() {
	}

	static boolean isUsable(ClassLoader classLoader) {
		String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
		String suffix = LIBRARY_SUFFIXES.get(System.getProperty("os.arch", ""));
		if (!system.equals("linux") || suffix == null || LOADERS.stream().noneMatch(Files::exists)) {
			return false;
		}
		return classLoader.getResource("META-INF/native/libnetty_transport_native_epoll_" + suffix + ".so") != null;
	}

}
