package io.bootcluster.embeddedredis;

import java.nio.file.Path;
import java.util.ServiceLoader;

import io.bootcluster.primary.redis.RedisBinary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedRedisBinaryTests {

	@TempDir
	private Path directory;

	@Test
	void serviceLoaderFindsIt() {
		assertThat(ServiceLoader.load(RedisBinary.class)).hasOnlyElementsOfType(EmbeddedRedisBinary.class).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Linux amd64", "Linux aarch64", "Mac OS X x86_64", "Mac OS X aarch64" })
	void unpackIntoWhenPlatformIsKnownWritesAnExecutable(String platform) throws Exception {
		Path executable = new EmbeddedRedisBinary(platform).unpackInto(this.directory).orElseThrow();
		assertThat(executable).isExecutable().hasParent(this.directory);
		assertThat(executable.toFile().length()).isGreaterThan(1_000_000);
	}

	@Test
	void unpackIntoWhenPlatformIsUnknownIsEmpty() throws Exception {
		assertThat(new EmbeddedRedisBinary("Plan 9 sparc").unpackInto(this.directory)).isEmpty();
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void unpackIntoWhenOnThisMachineSaysItsVersion() throws Exception {
		Path executable = new EmbeddedRedisBinary().unpackInto(this.directory).orElseThrow();
		Process process = new ProcessBuilder(executable.toString(), "--version").redirectErrorStream(true).start();
		assertThat(process.inputReader().readLine()).contains("v=6.2");
	}

}
