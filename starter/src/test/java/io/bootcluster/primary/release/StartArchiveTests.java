package io.bootcluster.primary.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.bootcluster.primary.release.StartArchive.JavaBuild;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StartArchive}.
 */
class StartArchiveTests {

	private static final JavaBuild JAVA_17 = new JavaBuild(17, "OpenJDK 64-Bit Server VM", "17.0.15+6");

	private static final JavaBuild JAVA_25 = new JavaBuild(25, "Java HotSpot(TM) 64-Bit Server VM", "25.0.3+9");

	private static final Path FILE = Path.of("/a");

	@TempDir
	private Path directory;

	@Test
	void ofWhenTheJavaIsOldIsAnArchiveOfClasses() {
		StartArchive archive = archive(JAVA_17);
		assertThat(archive.kind()).isEqualTo(Origin.Kind.CDS);
		assertThat(archive.training(FILE)).containsExactly("-XX:ArchiveClassesAtExit=/a");
		assertThat(archive.use(FILE)).containsExactly("-XX:SharedArchiveFile=/a", "-Xlog:cds*=off");
	}

	@Test
	void ofWhenTheJavaIsNewIsACache() {
		StartArchive archive = archive(JAVA_25);
		assertThat(archive.kind()).isEqualTo(Origin.Kind.AOT_CACHE);
		assertThat(archive.training(FILE)).containsExactly("-XX:AOTCacheOutput=/a");
		assertThat(archive.use(FILE)).containsExactly("-XX:AOTCache=/a", "-Xlog:aot*=off", "-Xlog:cds*=off");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-javaagent:otel.jar", "-agentpath:/x.so", "-agentlib:x", "-Xshare:off",
			"-XX:SharedArchiveFile=own.jsa", "-XX:AOTMode=off" })
	void ofWhenAnArgumentStandsInTheWayIsEmpty(String argument) {
		assertThat(StartArchive.of(JAVA_25, List.of("-Xmx64m", argument))).isEmpty();
	}

	@Test
	void ofWhenTheVirtualMachineIsAnotherIsEmpty() {
		assertThat(StartArchive.of(new JavaBuild(17, "Eclipse OpenJ9 VM", "x"), List.of())).isEmpty();
	}

	@Test
	void keyIsOfTheBuildAndTheFlagsThatMatter() {
		String key = archive(JAVA_17, "-Xmx64m", "-Da=b", "-XX:+UseSerialGC").key();
		assertThat(archive(JAVA_17, "-Xmx128m", "-XX:+UseSerialGC", "-Xss1m").key()).isEqualTo(key);
		assertThat(archive(JAVA_17, "-Xmx4g").key()).as("made where memory is another").isEqualTo(key);
		assertThat(archive(JAVA_17, "-XX:+UseG1GC").key()).isEqualTo(key);
		assertThat(archive(JAVA_17, "-XX:+UseZGC").key()).isNotEqualTo(key);
		assertThat(archive(new JavaBuild(17, JAVA_17.vm(), "17.0.16+8"), "-XX:+UseSerialGC").key()).isNotEqualTo(key);
	}

	@Test
	void keyWhenReferencesAreNotCompressedIsAnother() {
		String key = archive(JAVA_25, "-Xmx64m").key();
		assertThat(archive(JAVA_25, "-Xmx32767m").key()).isNotEqualTo(key);
		assertThat(archive(JAVA_25, "-Xmx64m", "-Xmx40G").key()).isEqualTo(archive(JAVA_25, "-Xmx33554432K").key())
			.isNotEqualTo(key);
		assertThat(archive(JAVA_25, "-Xmx40g", "-Xmx31g").key()).as("the last one counts").isEqualTo(key);
		assertThat(archive(JAVA_25, "-Xmx2147483648").key()).isEqualTo(key);
	}

	@Test
	void findWhenTheFileWasCutShortPassesOverIt() throws IOException {
		StartArchive archive = archive(JAVA_17);
		assertThat(archive.find(this.directory.resolve("none"))).isEmpty();
		Path whole = Files.write(this.directory.resolve(archive.name(100)), new byte[100]);
		assertThat(archive.find(this.directory)).hasValue(whole);
		assertThat(archive(JAVA_25).find(this.directory)).isEmpty();
		Files.write(whole, new byte[99]);
		assertThat(archive.find(this.directory)).isEmpty();
	}

	@Test
	void removeLeavesNothingToFind() throws IOException {
		StartArchive archive = archive(JAVA_17);
		Files.write(this.directory.resolve(archive.name(1)), new byte[1]);
		archive.remove(this.directory);
		assertThat(archive.find(this.directory)).isEmpty();
	}

	private static StartArchive archive(JavaBuild java, String... arguments) {
		return StartArchive.of(java, List.of(arguments)).orElseThrow();
	}

}
