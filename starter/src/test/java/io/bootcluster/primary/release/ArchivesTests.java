package io.bootcluster.primary.release;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.bootcluster.ReleaseProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Archives} and {@link Training}, with a {@code java} that only looks
 * like one.
 */
class ArchivesTests {

	private static final Duration LIMIT = Duration.ofMinutes(1);

	@TempDir
	private Path directory;

	@Test
	void trainWhenTheRunWritesAnArchiveIsUsedFromThenOn() throws Exception {
		try (Releases releases = open("echo archive > \"$file\""); Archives archives = new Archives(releases, LIMIT)) {
			String id = extracted(releases);
			assertThat(releases.origin(id).kind()).isEqualTo(Origin.Kind.EXTRACTED);
			assertThat(get(archives, id)).isTrue();
			assertThat(releases.origin(id).kind()).isIn(Origin.Kind.CDS, Origin.Kind.AOT_CACHE);
			assertThat(get(archives, id)).as("made once").isFalse();
			releases.distrustArchive(id);
			assertThat(releases.origin(id).kind()).isEqualTo(Origin.Kind.EXTRACTED);
		}
	}

	@Test
	void trainRunsTheApplicationAloneAndWithoutItsLog() throws Exception {
		try (Releases releases = open("echo \"$@\" > \"$file\""); Archives archives = new Archives(releases, LIMIT)) {
			String id = extracted(releases);
			assertThat(get(archives, id)).isTrue();
			String file = releases.origin(id).arguments().get(0).replaceFirst("[^=]*=", "");
			assertThat(Path.of(file)).content()
				.contains("-Dspring.context.exit=onRefresh", "-Dio.bootcluster.training=true", "-Xmx128m", "--one=1",
						"--logging.file.name= ", "--server.tomcat.accesslog.enabled=false")
				.doesNotContain("own.log", "jdwp");
		}
	}

	@Test
	void trainWhenTheRunWritesNothingSaysSoAndKeepsWhatItPrinted() throws Exception {
		try (Releases releases = open("echo no bean; exit 3"); Archives archives = new Archives(releases, LIMIT)) {
			String id = extracted(releases);
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> get(archives, id))
				.withMessageContaining("its run ended with code 3, see ");
			Path log = releases.origin(id).jar().orElseThrow().resolve("../../archives/training.log").normalize();
			assertThat(log).hasContent("no bean");
			assertThat(log.getParent()).isDirectoryNotContaining("glob:**.training-*");
		}
	}

	@Test
	void trainWhenItTakesTooLongEndsIt() throws Exception {
		try (Releases releases = open("exec sleep 60");
				Archives archives = new Archives(releases, Duration.ofMillis(100))) {
			String id = extracted(releases);
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> get(archives, id))
				.withMessageContaining("it took longer than");
		}
	}

	@Test
	void holdCutsTheTrainingShort() throws Exception {
		try (Releases releases = open("exec sleep 60"); Archives archives = new Archives(releases, LIMIT)) {
			String id = extracted(releases);
			archives.hold();
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> get(archives, id))
				.withCauseInstanceOf(InterruptedIOException.class);
		}
	}

	private static boolean get(Archives archives, String id) throws Exception {
		return archives.train(id).toCompletableFuture().get(50, TimeUnit.SECONDS);
	}

	/** What Spring Boot's tools would make. */
	private static String extracted(Releases releases) throws IOException {
		String id = releases.take();
		Path jar = releases.origin(id).jar().orElseThrow();
		Files.copy(jar, Files.createDirectories(jar.resolveSibling("extracted")).resolve(jar.getFileName()));
		return id;
	}

	private Releases open(String script) throws IOException {
		Path java = Files.createDirectories(this.directory.resolve("bin")).resolve("java");
		Files.writeString(java, """
				#!/bin/sh
				for each in "$@"; do
					case $each in *ArchiveClassesAtExit=*|*AOTCacheOutput=*) file=${each#*=};; esac
				done
				""" + script + "\n");
		assertThat(java.toFile().setExecutable(true)).isTrue();
		String jar = Jars.startable(this.directory.resolve("app.jar"), "content").toString();
		ThisJvm jvm = new ThisJvm(this.directory, List.of(), jar, jar,
				List.of("--one=1", "--logging.file.name=own.log"));
		WorkerJvm worker = new WorkerJvm(DataSize.ofMegabytes(128), List.of(), Optional.of(5005));
		return Releases.open(jvm, worker, new ReleaseProperties(true, this.directory.resolve("cache"), 3,
				DataSize.ofGigabytes(1), true, ReleaseProperties.Migrations.ONCE));
	}

}
