package io.bootcluster.architecture;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The script that brings Maven: what is installed is used, and nothing else is trusted
 * without its checksum.
 */
class MavenWrapperTests {

	@TempDir
	private Path directory;

	private Path tools;

	@BeforeEach
	void provideToolsButNoMaven() throws IOException {
		this.tools = Files.createDirectory(this.directory.resolve("tools"));
		for (String tool : new String[] { "sed", "head", "mkdir", "mktemp", "rm", "mv", "tar", "gzip", "sha512sum" }) {
			Path path = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
				.map((entry) -> Path.of(entry, tool))
				.filter(Files::isExecutable)
				.findFirst()
				.orElse(null);
			assumeThat(path).as("a POSIX system with " + tool).isNotNull();
			script(tool, "exec " + path + " \"$@\"");
		}
	}

	@Test
	void mvnwWhenMavenIsNewEnoughUsesIt() throws Exception {
		script("mvn", "echo 'Apache Maven 3.8.0 (abc)' \"$@\"");
		assertThat(mvnw()).isEqualTo("0: Apache Maven 3.8.0 (abc) validate\n");
	}

	@Test
	void mvnwWhenMavenIsTooOldFetchesOne() throws Exception {
		script("mvn", "echo 'Apache Maven 3.6.3 (abc)'");
		assertThat(mvnw()).contains("fetching Maven", "neither curl nor wget");
	}

	@Test
	void mvnwWhenDownloadIsNotTheOneThatIsPinnedKeepsNothing() throws Exception {
		script("curl", "while [ \"$1\" != -o ]; do shift; done; echo garbage > \"$2\"");
		assertThat(mvnw()).startsWith("1: ").contains("has SHA-512", "Nothing was kept");
		assertThat(this.directory.resolve("home").resolve("wrapper")).isEmptyDirectory();
	}

	@Test
	void mvnwWhenDownloadFailsKeepsNothing() throws Exception {
		script("wget", "exit 4");
		assertThat(mvnw()).startsWith("1: ").contains("could not fetch", "MVNW_URL");
		assertThat(this.directory.resolve("home").resolve("wrapper")).isEmptyDirectory();
	}

	@Test
	void mvnwWhenMavenWasFetchedBeforeUsesIt() throws Exception {
		String script = Files.readString(Path.of("..", "mvnw"));
		String version = script.lines().filter((line) -> line.startsWith("version=")).findFirst().orElseThrow();
		Path bin = Files.createDirectories(this.directory.resolve("home")
			.resolve("wrapper")
			.resolve("apache-maven-" + version.substring("version=".length()))
			.resolve("bin"));
		script(bin.resolve("mvn"), "echo kept \"$@\"");
		assertThat(mvnw()).isEqualTo("0: kept validate\n");
	}

	private void script(String name, String text) throws IOException {
		script(this.tools.resolve(name), text);
	}

	private static void script(Path path, String text) throws IOException {
		Files.writeString(path, "#!/bin/sh\n" + text + "\n");
		assertThat(path.toFile().setExecutable(true)).isTrue();
	}

	private String mvnw() throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder("sh", Path.of("..", "mvnw").toAbsolutePath().toString(),
				"validate");
		builder.environment().put("PATH", this.tools.toString());
		builder.environment().put("MAVEN_USER_HOME", this.directory.resolve("home").toString());
		Process process = builder.redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
		return process.exitValue() + ": " + output;
	}

}
