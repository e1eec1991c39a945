package io.bootcluster.embeddedredis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.bootcluster.primary.redis.RedisBinary;

/**
 * Brings the Redis 6.2 binaries of {@code com.github.codemonstur:embedded-redis}. The one
 * for Linux on x86-64 needs glibc and OpenSSL 3 (libssl.so.3); the one for Linux on ARM
 * is static.
 */
public final class EmbeddedRedisBinary implements RedisBinary {

	private static final Map<String, String> BINARIES = Map.of("linux amd64", "redis-server-6.2.6-v5-linux-amd64",
			"linux aarch64", "redis-server-6.2.7-linux-arm64", "mac os x x86_64", "redis-server-6.2.6-v5-darwin-amd64",
			"mac os x aarch64", "redis-server-6.2.6-v5-darwin-arm64");

	private final String platform;

	/**
	 * Create it for this machine.
	 */
	public EmbeddedRedisBinary() {
		this(System.getProperty("os.name", "") + " " + System.getProperty("os.arch", ""));
	}

	EmbeddedRedisBinary(String platform) {
		this.platform = platform.toLowerCase(Locale.ROOT);
	}

	@Override
	public String name() {
		return "bundled Redis 6.2";
	}

	@Override
	public Optional<Path> unpackInto(Path directory) throws IOException {
		String binary = BINARIES.get(this.platform);
		if (binary == null) {
			return Optional.empty();
		}
		Path executable = directory.resolve("redis-server");
		try (InputStream content = EmbeddedRedisBinary.class.getResourceAsStream("/" + binary)) {
			if (content == null) {
				return Optional.empty();
			}
			Files.copy(content, executable, StandardCopyOption.REPLACE_EXISTING);
		}
		Files.setPosixFilePermissions(executable, PosixFilePermissions.fromString("rwx------"));
		return Optional.of(executable);
	}

}
