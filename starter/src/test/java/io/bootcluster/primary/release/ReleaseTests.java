package io.bootcluster.primary.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link Release}.
 */
class ReleaseTests {

	@TempDir
	private Path directory;

	@Test
	void readWhenTheContentIsTheSameNamesItTheSame() throws IOException {
		Path one = jar("one.jar", "content");
		Path two = jar("two.jar", "content");
		assertThat(read(one).id()).hasSize(12).isEqualTo(read(two).id());
	}

	@Test
	void readWhenTheContentDiffersNamesItDifferently() throws IOException {
		assertThat(read(jar("one.jar", "content")).id()).isNotEqualTo(read(jar("two.jar", "CONTENT")).id());
	}

	@Test
	void readWhenStartedFromAClassPathNamesItsFiles() throws IOException {
		Files.createDirectories(this.directory.resolve("classes"));
		ThisJvm jvm = new ThisJvm(this.directory, List.of(), this.directory.toString(), "Main", List.of());
		String before = Release.read(jvm).id();
		Files.writeString(this.directory.resolve("classes/A.class"), "x");
		assertThat(Release.read(jvm).id()).isNotEqualTo(before);
	}

	@Test
	void verifyUnchangedWhenTheJarIsTheSameDoesNothing() throws IOException {
		Release release = read(jar("app.jar", "content"));
		assertThatNoException().isThrownBy(release::verifyUnchanged);
	}

	@Test
	void verifyUnchangedWhenTheJarWasReplacedRefuses() throws IOException {
		Release release = read(jar("app.jar", "content"));
		Files.delete(this.directory.resolve("app.jar"));
		jar("app.jar", "other content");
		assertThatExceptionOfType(JarChangedException.class).isThrownBy(release::verifyUnchanged)
			.withMessageContaining("app.jar was changed");
	}

	@Test
	void verifyUnchangedWhenTheJarIsGoneRefuses() throws IOException {
		Path jar = jar("app.jar", "content");
		Release release = read(jar);
		Files.delete(jar);
		assertThatExceptionOfType(JarChangedException.class).isThrownBy(release::verifyUnchanged)
			.withMessageContaining("cannot be read any more");
	}

	@Test
	void readWhenItIsNoJarRefuses() throws IOException {
		Path jar = Files.writeString(this.directory.resolve("app.jar"), "no jar at all".repeat(100));
		assertThatIOException().isThrownBy(() -> read(jar))
			.withMessageContaining("app.jar is no jar, or not all of it has been written yet");
	}

	@Test
	void readWhenHalfOfItIsThereRefuses() throws IOException {
		Path jar = jar("app.jar", "content");
		Files.write(jar, Arrays.copyOf(Files.readAllBytes(jar), (int) Files.size(jar) / 2));
		assertThatIOException().isThrownBy(() -> read(jar)).withMessageContaining("its end is missing");
	}

	@Test
	void readWhenThereIsNoMainClassRefuses() throws IOException {
		Path jar = Jars.write(this.directory.resolve("app.jar"), Map.of("entry", "content"));
		assertThatIOException().isThrownBy(() -> read(jar)).withMessageContaining("its manifest names no main class");
	}

	@Test
	void readWhenThereIsNothingRefuses() {
		assertThatIOException().isThrownBy(() -> read(this.directory.resolve("app.jar")))
			.withMessageContaining("app.jar is not there");
	}

	private Release read(Path jar) throws IOException {
		return Release.read(new ThisJvm(this.directory, List.of(), jar.toString(), jar.toString(), List.of()));
	}

	private Path jar(String name, String content) throws IOException {
		return Jars.startable(this.directory.resolve(name), content);
	}

}
