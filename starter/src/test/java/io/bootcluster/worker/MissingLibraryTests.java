package io.bootcluster.worker;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

/**
 * A worker starts and answers without any of the libraries that an application may leave
 * out. In a process of its own, as a class path that only some class loader filters still
 * links what it hides.
 */
class MissingLibraryTests {

	@TempDir
	Path directory;

	/**
	 * What brings a library along, or cannot be without it, goes with it.
	 */
	@ParameterizedTest(name = "{0}")
	@CsvSource({ "Boot's metrics, spring-boot-micrometer-metrics, /connection",
			"Prometheus, micrometer-registry-prometheus|prometheus, /actuator/metrics",
			"Spring Boot Admin, spring-boot-admin, /actuator/prometheus",
			"SLF4J, slf4j|logback|jul-to-slf4j|log4j|HikariCP, /actuator/prometheus",
			"most, micrometer-core|micrometer-registry|prometheus|spring-boot-micrometer-metrics|spring-boot-admin|slf4j"
					+ "|logback|jul-to-slf4j|log4j|HikariCP|spring-boot-flyway|flyway|spring-boot-liquibase|liquibase"
					+ "|spring-boot-data-redis, /connection" })
	void workerStartsWithout(String library, String jars, String path) throws Exception {
		Path log = this.directory.resolve("log");
		Process worker = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", classPathWithout(List.of(jars.split("\\|"))),
				StartedWorker.class.getName(), this.directory.resolve("w").toString(), path)
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		try {
			assertThat(worker.waitFor(2, TimeUnit.MINUTES)).isTrue();
			assertThat(worker.exitValue()).as(contentOf(log.toFile())).isZero();
		}
		finally {
			worker.destroyForcibly();
		}
	}

	private static String classPathWithout(List<String> jars) {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> jars.stream().noneMatch(Path.of(entry).getFileName().toString()::startsWith))
			.collect(Collectors.joining(File.pathSeparator));
	}

}
