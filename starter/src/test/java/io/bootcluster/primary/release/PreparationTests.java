package io.bootcluster.primary.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.bootcluster.PreparedRelease;
import io.bootcluster.ReleaseProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link Preparation}, with a {@code java} that only looks like one.
 */
class PreparationTests {

	private static final String TRAINS = "echo archive > \"$file\"";

	@TempDir
	private Path directory;

	@Test
	void makeIsWhatALaterStartWithAnotherMemoryUses() throws IOException {
		ThisJvm jvm = jvm("org.springframework.boot.loader.launch.JarLauncher", TRAINS);
		PreparedRelease prepared = make(jvm, worker(3000), true);
		assertThat(prepared.made()).isTrue();
		assertThat(Path.of(prepared.path())).hasContent("archive");
		try (Releases releases = Releases.open(jvm, worker(128), settings(true))) {
			assertThat(releases.take()).isEqualTo(prepared.release());
			Origin origin = releases.origin(prepared.release());
			assertThat(origin.kind()).hasToString(prepared.from());
			assertThat(origin.arguments()).anyMatch((argument) -> argument.endsWith("=" + prepared.path()));
		}
	}

	@Test
	void makeWhenItIsThereLeavesItAndSaysSo() throws IOException {
		ThisJvm jvm = jvm("org.springframework.boot.loader.launch.JarLauncher", TRAINS);
		PreparedRelease first = make(jvm, worker(128), true);
		PreparedRelease second = make(jvm, worker(3000), true);
		assertThat(second.made()).isFalse();
		assertThat(second.path()).isEqualTo(first.path());
	}

	@Test
	void makeWhenTheApplicationDoesNotStartTellsWhatItPrinted() throws IOException {
		ThisJvm jvm = jvm("org.springframework.boot.loader.launch.JarLauncher", "echo no bean; exit 3");
		assertThatIOException().isThrownBy(() -> make(jvm, worker(128), true))
			.withMessageContaining("ended with code 3")
			.withMessageEndingWith(System.lineSeparator() + "no bean");
	}

	@Test
	void makeWhenTheJarCannotBeExtractedTellsWhy() throws IOException {
		ThisJvm jvm = jvm("org.springframework.boot.loader.launch.PropertiesLauncher", TRAINS);
		assertThatIOException().isThrownBy(() -> make(jvm, worker(128), true)).withMessageContaining("JarLauncher");
	}

	@Test
	void makeWhenThereIsNoCopyTellsWhy() throws IOException {
		ThisJvm jvm = jvm("org.springframework.boot.loader.launch.JarLauncher", TRAINS);
		assertThatIOException().isThrownBy(() -> make(jvm, worker(128), false))
			.withMessageContaining("bootcluster.release.copy=false");
	}

	@Test
	void makeWhenThereIsNoJarTellsSo() throws IOException {
		ThisJvm jvm = jvm("Main", TRAINS);
		Files.delete(Path.of(jvm.classPath()));
		assertThatIOException().isThrownBy(() -> make(jvm, worker(128), true))
			.withMessageContaining("app.jar is not there");
	}

	private PreparedRelease make(ThisJvm jvm, WorkerJvm worker, boolean copy) throws IOException {
		return Preparation.make(jvm, worker, settings(copy), Duration.ofMinutes(1));
	}

	private static WorkerJvm worker(int heap) {
		return new WorkerJvm(DataSize.ofMegabytes(heap), List.of(), Optional.empty());
	}

	private ReleaseProperties settings(boolean copy) {
		return new ReleaseProperties(copy, this.directory.resolve("cache"), 3, DataSize.ofGigabytes(1), true,
				ReleaseProperties.Migrations.ONCE);
	}

	/** Extracts as Spring Boot's tools do, and trains as the script says. */
	private ThisJvm jvm(String launcher, String script) throws IOException {
		Path java = Files.createDirectories(this.directory.resolve("bin")).resolve("java");
		Files.writeString(java, """
				#!/bin/sh
				for each in "$@"; do
					case $each in *ArchiveClassesAtExit=*|*AOTCacheOutput=*) file=${each#*=};; *.jar) jar=$each;; esac
					last=$each
				done
				if [ -z "$file" ]; then
					mkdir -p "$last/lib" && cp "$jar" "$last" && printf x > "$last/lib/spring-boot-jarmode-tools-1.jar"
					exit
				fi
				""" + script + "\n");
		assertThat(java.toFile().setExecutable(true)).isTrue();
		String manifest = "Manifest-Version: 1.0\nMain-Class: " + launcher + "\n";
		String jar = Jars
			.write(this.directory.resolve("app.jar"),
					Map.of(Jars.MANIFEST, manifest, "BOOT-INF/lib/spring-boot-jarmode-tools-1.jar", "x"))
			.toString();
		return new ThisJvm(this.directory, List.of(), jar, jar, List.of());
	}

}
