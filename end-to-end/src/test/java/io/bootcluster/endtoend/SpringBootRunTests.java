package io.bootcluster.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Run;
import io.bootcluster.endtoend.harness.Signal;
import io.bootcluster.endtoend.harness.View;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A developer's {@code spring-boot:run} starts a cluster from classes, without a jar.
 */
class SpringBootRunTests {

	@Test
	void springBootRunServesFromWorkersAndStopsWithMaven() throws IOException {
		Path root = Path.of("..").toAbsolutePath().normalize();
		int port = Launch.freePort();
		// What the enclosing build has compiled is used as it is.
		Process maven = new ProcessBuilder(root.resolve("mvnw").toString(), "-q", "-o", "-pl", "sample-app", "-am",
				"-Dmaven.main.skip", "-Dmaven.test.skip", "-Dmaven.resources.skip", "-Dspring-javaformat.skip",
				"-Dspring-boot.run.arguments=--server.port=" + port + " --bootcluster.workers=2", "spring-boot:run")
			.directory(root.toFile())
			.redirectErrorStream(true)
			.start();
		try (Cluster cluster = Cluster.serving(new Run(maven, port), 2)) {
			View.Worker victim = cluster.worker(1);
			cluster.kill(victim);
			cluster.client().get("/api/whoami").ok();
			cluster.awaitReplaced(victim, Duration.ofSeconds(60));
			cluster.run().signal(Signal.TERM);
			cluster.run().awaitNoProcess(Duration.ofSeconds(60));
			assertThat(cluster.run().isAlive()).isFalse();
		}
	}

}
