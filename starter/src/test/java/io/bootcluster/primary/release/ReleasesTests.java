package io.bootcluster.primary.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.bootcluster.ReleaseProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Releases}.
 */
class ReleasesTests {

	private static final WorkerJvm WORKER = new WorkerJvm(DataSize.ofMegabytes(128), List.of(), Optional.empty());

	@TempDir
	private Path directory;

	@Test
	void originWhenTheJarIsOverwrittenIsTheCopy() throws IOException {
		Path jar = jar("one");
		byte[] content = Files.readAllBytes(jar);
		try (Releases releases = open(true, cache())) {
			String id = releases.take();
			Files.write(jar, new byte[10_000]);
			Origin origin = releases.origin(id);
			assertThat(origin.kind()).isEqualTo(Origin.Kind.JAR);
			assertThat(origin.jar().orElseThrow()).startsWith(cache()).hasBinaryContent(content);
			Files.delete(jar);
			assertThat(releases.origin(id)).isEqualTo(origin);
			assertThat(releases.has(id)).isTrue();
		}
	}

	@Test
	void originWhenTheCopyWasTakenAwayIsTheJarWhileThatIsUnchanged() throws IOException {
		Path jar = jar("one");
		try (Releases releases = open(true, cache())) {
			String id = releases.take();
			Trees.delete(cache());
			assertThat(releases.origin(id).jar()).isEmpty();
			Files.delete(jar);
			assertThat(releases.has(id)).isFalse();
			assertThatExceptionOfType(JarChangedException.class).isThrownBy(() -> releases.origin(id));
		}
	}

	@Test
	void takeMakesACopyAsOldAsTheJar() throws IOException {
		FileTime built = FileTime.from(Instant.parse("2026-01-02T03:04:06Z"));
		Files.setLastModifiedTime(jar("one"), built);
		try (Releases releases = open(true, cache())) {
			Path copy = releases.origin(releases.take()).jar().orElseThrow();
			assertThat(Files.getLastModifiedTime(copy)).isEqualTo(built);
		}
	}

	@Test
	void takeKeepsEveryReleaseLaunchable() throws IOException {
		jar("one");
		try (Releases releases = open(true, cache())) {
			String one = releases.take();
			jar("two");
			String two = releases.take();
			assertThat(releases.origin(one).jar()).isNotEqualTo(releases.origin(two).jar());
			assertThat(releases.take()).isEqualTo(two);
			assertThat(leftovers()).isEmpty();
		}
	}

	@Test
	void takeWhenItIsNoJarRefusesAndLeavesEverythingAsItWas() throws IOException {
		Path jar = jar("one");
		try (Releases releases = open(true, cache())) {
			String one = releases.take();
			Files.writeString(jar, "no jar at all");
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(releases::take)
				.withMessageContaining("is no jar");
			assertThat(releases.has(one)).isTrue();
			assertThat(Files.list(cache()).filter(Files::isDirectory)).hasSize(1);
		}
	}

	@Test
	void takeWhenAnEntryIsDamagedRefuses() throws IOException {
		Path jar = jar("x".repeat(10_000));
		byte[] bytes = Files.readAllBytes(jar);
		int name = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("entry");
		Arrays.fill(bytes, name + 10, name + 20, (byte) 7);
		Files.write(jar, bytes);
		try (Releases releases = open(true, cache())) {
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(releases::take)
				.withMessageContaining("app.jar is damaged");
			assertThat(leftovers()).isEmpty();
		}
	}

	@Test
	void takeWhenNothingCanBeKeptRunsFromTheJarItself() throws IOException {
		jar("one");
		try (Releases releases = open(true, Path.of("/proc/none"))) {
			assertThat(releases.origin(releases.take()).jar()).isEmpty();
		}
		try (Releases releases = open(false, cache())) {
			assertThat(releases.origin(releases.take()).jar()).isEmpty();
			assertThat(cache()).doesNotExist();
		}
	}

	@Test
	void takeWhenTheManifestNamesWhatLiesBesideItRunsFromTheJarItself() throws IOException {
		Jars.write(this.directory.resolve("app.jar"),
				Map.of(Jars.MANIFEST, "Manifest-Version: 1.0\nMain-Class: Main\nClass-Path: config/\n"));
		try (Releases releases = open(true, cache())) {
			assertThat(releases.origin(releases.take()).jar()).isEmpty();
		}
	}

	@Test
	void takeWhenTheCopyIsDamagedCopiesAgain() throws IOException {
		Path jar = jar("one");
		Path copy;
		try (Releases releases = open(true, cache())) {
			copy = releases.origin(releases.take()).jar().orElseThrow();
		}
		Files.write(copy, new byte[100]);
		try (Releases releases = open(true, cache())) {
			assertThat(releases.origin(releases.take()).jar().orElseThrow()).hasSameBinaryContentAs(jar);
		}
	}

	@Test
	void takeWhenThereAreTooManyDropsThoseThatNobodyNeeds() throws IOException {
		jar("one");
		try (Releases releases = open(true, cache()); Releases other = open(true, cache())) {
			String one = releases.take();
			String two = takeNext(releases, "two", one);
			String three = takeNext(releases, "three", one);
			assertThat(takeNext(releases, "four", one)).isNotEmpty();
			assertThat(List.of(releases.has(one), releases.has(two), releases.has(three))).containsExactly(true, false,
					false);
			jar("two");
			other.take();
			takeNext(releases, "five", one);
			assertThat(other.has(two)).isTrue();
		}
	}

	@Test
	void takeKeepsReleasesForThisUserOnly() throws IOException {
		jar("one");
		try (Releases releases = open(true, cache())) {
			releases.take();
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache()))).isEqualTo("rwx------");
		}
	}

	/** Takes another release; what is there already was used long ago. */
	private String takeNext(Releases releases, String content, String needed) throws IOException {
		for (Path each : Files.list(cache()).filter(Files::isDirectory).toList()) {
			Files.setLastModifiedTime(each, FileTime.fromMillis(Files.getLastModifiedTime(each).toMillis() - 60_000));
		}
		jar(content);
		releases.need(Set.of(needed));
		return releases.take();
	}

	private List<Path> leftovers() throws IOException {
		return Files.list(cache()).filter((path) -> path.getFileName().toString().startsWith(".")).toList();
	}

	private Path cache() {
		return this.directory.resolve("cache");
	}

	private Path jar(String content) throws IOException {
		return Jars.startable(this.directory.resolve("app.jar"), content);
	}

	private Releases open(boolean copy, Path cache) {
		String jar = this.directory.resolve("app.jar").toString();
		ThisJvm jvm = new ThisJvm(Path.of(System.getProperty("java.home")), List.of(), jar, jar, List.of());
		return Releases.open(jvm, WORKER, new ReleaseProperties(copy, cache, 2, DataSize.ofGigabytes(1), false,
				ReleaseProperties.Migrations.ONCE));
	}

}
