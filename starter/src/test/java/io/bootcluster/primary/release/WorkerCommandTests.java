package io.bootcluster.primary.release;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WorkerCommand}.
 */
class WorkerCommandTests {

	private static final Path JAVA = Path.of("/opt/java");

	@Test
	void ofWhenStartedFromAJarStartsTheJar() {
		ThisJvm jvm = new ThisJvm(JAVA, List.of("-Da=b c", "-Dx=y"), "/my apps/app.jar",
				"/my apps/app.jar --one=1 two words", List.of("--one=1", "two words"));
		assertThat(command(jvm, worker(256))).containsExactly("/opt/java/bin/java", "-Xms32m", "-Xmx256m",
				"-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Da=b c", "-Dx=y", "-jar", "/my apps/app.jar",
				"--one=1", "two words");
	}

	@Test
	void ofWhenTheJarWasPreparedStartsThatAndKeepsTheRest() {
		ThisJvm jvm = new ThisJvm(JAVA, List.of("-Dx=y"), "app.jar", "app.jar --one=1", List.of("--one=1"));
		Origin origin = new Origin(Origin.Kind.CDS, Optional.of(Path.of("/cache/app.jar")), List.of("-XX:Archive"));
		assertThat(WorkerCommand.of(jvm, worker(512), origin)).containsExactly("/opt/java/bin/java", "-XX:Archive",
				"-Xms32m", "-Xmx512m", "-XX:+ExitOnOutOfMemoryError", "-Dx=y", "-jar", "/cache/app.jar", "--one=1");
	}

	@Test
	void ofWhenStartedFromAClassPathStartsTheMainClass() {
		ThisJvm jvm = new ThisJvm(JAVA, List.of(), "/a/classes:/b.jar", "com.example.Main x", List.of("x"));
		assertThat(command(jvm, worker(512))).containsExactly("/opt/java/bin/java", "-Xms32m", "-Xmx512m",
				"-XX:+ExitOnOutOfMemoryError", "-cp", "/a/classes:/b.jar", "com.example.Main", "x");
	}

	@Test
	void ofWhenExplodedStaysWithItsLauncher() {
		ThisJvm jvm = new ThisJvm(JAVA, List.of(), ".", "org.springframework.boot.loader.launch.JarLauncher",
				List.of());
		assertThat(command(jvm, worker(512))).endsWith("-cp", ".",
				"org.springframework.boot.loader.launch.JarLauncher");
	}

	@Test
	void ofWhenAgentsWereAppendedToTheClassPathLeavesThemToTheWorker() {
		ThisJvm jvm = new ThisJvm(JAVA, List.of("-javaagent:/otel.jar=x=y", "-javaagent:/b.jar"),
				"app.jar:/otel.jar:/b.jar", "app.jar", List.of());
		assertThat(command(jvm, worker(512))).containsSequence("-javaagent:/otel.jar=x=y", "-javaagent:/b.jar", "-jar",
				"app.jar");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-agentlib:jdwp=transport=dt_socket,server=y,address=5005", "-Xrunjdwp:x", "-Xdebug",
			"-Dcom.sun.management.jmxremote.port=9010", "-Dcom.sun.management.jmxremote.rmi.port=9010",
			"-Xloggc:gc.log", "-Xlog:gc*:file=gc.log:time", "-Xlog:gc:gc.log",
			"-XX:StartFlightRecording=filename=a.jfr", "-XX:StartFlightRecording", "-Xshare:auto",
			"-XX:SharedArchiveFile=app.jsa", "-XX:ArchiveClassesAtExit=app.jsa", "-XX:+AutoCreateSharedArchive",
			"-XX:AOTCache=app.aot", "-XX:AOTMode=on", "-Xmx64m", "-Xms64m", "-Xmn8m", "-XX:MaxHeapSize=64m",
			"-XX:MaxRAMPercentage=50.0", "-XX:InitialRAMPercentage=50.0", "-XX:TieredStopAtLevel=1" })
	void ofWhenAnArgumentIsThePrimarysOwnLeavesItOut(String argument) {
		assertThat(command(jvm(argument), worker(512))).doesNotContain(argument);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-javaagent:/otel.jar", "-agentlib:hprof", "-Dspring.profiles.active=prod",
			"-Dcom.sun.management.jmxremote.authenticate=false", "-Xlog:gc", "-Xlog:gc*:stdout:time", "-Xss1m",
			"-XX:MaxMetaspaceSize=128m", "--add-opens=java.base/java.lang=ALL-UNNAMED", "--enable-preview",
			"-XX:TieredStopAtLevel=3", "-XX:+UseZGC", "-ea" })
	void ofWhenAnArgumentIsForTheApplicationCopiesIt(String argument) {
		assertThat(command(jvm(argument), worker(512))).containsOnlyOnce(argument);
	}

	@ParameterizedTest
	@CsvSource({ "-XX:+UseG1GC, , -XX:+UseG1GC", "-XX:+UseSerialGC, -XX:+UseZGC, -XX:+UseZGC",
			"-Dx, -XX:+UseG1GC, -XX:+UseG1GC", "-Dx, , -XX:+UseSerialGC" })
	void ofWhenCollectorsAreChosenKeepsTheLastOnly(String copied, String own, String expected) {
		WorkerJvm worker = new WorkerJvm(DataSize.ofMegabytes(128), (own != null) ? List.of(own) : List.of(),
				Optional.empty());
		assertThat(command(jvm(copied), worker)).filteredOn((argument) -> argument.endsWith("GC"))
			.containsExactly(expected);
	}

	@Test
	void ofWhenTheUserGaveArgumentsPutsThemLast() {
		WorkerJvm worker = new WorkerJvm(DataSize.ofMegabytes(512), List.of("-Xmx1g"), Optional.of(5006));
		assertThat(command(jvm("-Da=b"), worker)).containsSubsequence("-Xmx512m",
				"-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:5006", "-Da=b", "-Xmx1g",
				"-jar");
	}

	@Test
	void splitWhenQuotedKeepsTogether() {
		assertThat(WorkerJvm.split(" -Da=b  -Dc=\"d e\" '-Df=g h' ")).containsExactly("-Da=b", "-Dc=d e", "-Df=g h");
		assertThat(WorkerJvm.split("")).isEmpty();
	}

	@Test
	void cleanRemovesVariablesThatAddArguments() {
		Map<String, String> environment = new HashMap<>(Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g", "JDK_JAVA_OPTIONS", "-Dx",
				"_JAVA_OPTIONS", "-Dy", "PATH", "/bin"));
		WorkerCommand.clean(environment);
		assertThat(environment).containsOnlyKeys("PATH");
	}

	private static List<String> command(ThisJvm jvm, WorkerJvm worker) {
		return WorkerCommand.of(jvm, worker, Origin.same(jvm));
	}

	private static ThisJvm jvm(String argument) {
		return new ThisJvm(JAVA, List.of(argument), "app.jar", "app.jar", List.of());
	}

	private static WorkerJvm worker(long megabytes) {
		return new WorkerJvm(DataSize.ofMegabytes(megabytes), List.of(), Optional.empty());
	}

}
