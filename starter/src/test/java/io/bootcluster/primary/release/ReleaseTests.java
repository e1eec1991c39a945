package io.bootcluster.primary.release;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
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

	private Release read(Path jar) {
		return Release.read(new ThisJvm(this.directory, List.of(), jar.toString(), jar.toString(), List.of()));
	}

	private Path jar(String name, String content) throws IOException {
		Path jar = this.directory.resolve(name);
		try (OutputStream out = Files.newOutputStream(jar); ZipOutputStream zip = new ZipOutputStream(out)) {
			ZipEntry entry = new ZipEntry("entry");
			entry.setTime(0);
			zip.putNextEntry(entry);
			zip.write(content.getBytes(StandardCharsets.UTF_8));
		}
		return jar;
	}

}
