package io.bootcluster.primary.upgrade;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import io.bootcluster.primary.release.ThisJvm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Obstacles}: what only a restart can do, and why.
 */
class ObstaclesTests {

	private static final Circumstances ORDINARY = new Circumstances(4711, "systemd", 1, Map.of());

	@TempDir
	private Path directory;

	private Path jar;

	@BeforeEach
	void writeJar() throws IOException {
		this.jar = this.directory.resolve("app.jar");
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "example.Main");
		try (OutputStream out = Files.newOutputStream(this.jar)) {
			new JarOutputStream(out, manifest).close();
		}
	}

	private ThisJvm jvm(String... arguments) {
		return new ThisJvm(Path.of("/java"), List.of(arguments), this.jar.toString(), this.jar.toString(), List.of());
	}

	private Optional<String> find(Circumstances around) {
		return Obstacles.find(jvm(), around, true, true);
	}

	@Test
	void findWhenAllIsWellFindsNothing() {
		assertThat(find(ORDINARY)).isEmpty();
	}

	@Test
	void findWhenListenersCannotMoveNamesTheTransport() {
		assertThat(Obstacles.find(jvm(), ORDINARY, false, true).orElseThrow())
			.contains("bootcluster.dispatcher.transport");
	}

	@Test
	void findWhenThereIsNoMemoryForOneMoreSaysSo() {
		assertThat(Obstacles.find(jvm(), ORDINARY, true, false).orElseThrow()).contains("memory");
	}

	@Test
	void findWhenItIsProcessOneOfAContainerSaysThatItWouldEnd() {
		assertThat(find(new Circumstances(1, "java", 0, Map.of())).orElseThrow()).contains("container");
	}

	@ParameterizedTest
	@ValueSource(strings = { "tini", "docker-init", "dumb-init" })
	void findWhenASmallInitWaitsForItSaysThatTheContainerWouldEnd(String init) {
		assertThat(find(new Circumstances(7, init, 1, Map.of())).orElseThrow()).contains("container");
		assertThat(find(new Circumstances(70, init, 7, Map.of()))).isEmpty();
	}

	@Test
	void findWhenSystemdWaitsForItSaysThatTheServiceWouldEnd() {
		Map<String, String> service = Map.of("SYSTEMD_EXEC_PID", "4711");
		assertThat(find(new Circumstances(4711, "systemd", 1, service)).orElseThrow()).contains("systemd");
		assertThat(find(new Circumstances(4712, "systemd", 4711, service))).isEmpty();
		Map<String, String> notified = Map.of("NOTIFY_SOCKET", "/run/systemd/notify");
		assertThat(find(new Circumstances(4711, "systemd", 1, notified)).orElseThrow()).contains("systemd");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-Dcom.sun.management.jmxremote.port=9010", "-agentlib:jdwp=transport=dt_socket" })
	void findWhenAnArgumentTakesAPortNamesIt(String argument) {
		assertThat(Obstacles.find(jvm(argument), ORDINARY, true, true).orElseThrow())
			.contains(argument.split("=", 2)[0]);
	}

	@Test
	void findWhenTheJarIsNoneNamesIt() throws IOException {
		Files.writeString(this.jar, "not a jar");
		assertThat(find(ORDINARY).orElseThrow()).contains(this.jar.toString(), "no jar that can be started");
		Files.delete(this.jar);
		assertThat(find(ORDINARY).orElseThrow()).contains(this.jar.toString(), "no jar that can be started");
	}

	@Test
	void findWhenItWasStartedFromAClassPathSaysSo() {
		ThisJvm jvm = new ThisJvm(Path.of("/java"), List.of(), "/classes", "example.Main", List.of());
		assertThat(Obstacles.find(jvm, ORDINARY, true, true).orElseThrow()).contains("java -jar");
	}

}
