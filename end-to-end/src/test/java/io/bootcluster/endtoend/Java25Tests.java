package io.bootcluster.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Signal;
import io.bootcluster.endtoend.harness.View;
import io.bootcluster.endtoend.harness.Visitor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The newest Java runs it too.
 */
class Java25Tests {

	@Test
	void clusterServesLosesAWorkerAndStops() throws IOException {
		Path home = Path
			.of(Optional.ofNullable(System.getenv("JAVA25_HOME")).orElse("/usr/lib/jvm/temurin-25-jdk-amd64"));
		assumeThat(Files.isExecutable(home.resolve("bin").resolve("java"))).as("a JDK 25 in JAVA25_HOME or " + home)
			.isTrue();
		try (Cluster cluster = Launch.sample().workers(2).withJava(home).serving()) {
			Visitor visitor = new Visitor(cluster.client());
			visitor.visit();
			View.Worker victim = cluster.worker(1);
			cluster.kill(victim);
			visitor.visit();
			cluster.awaitReplaced(victim, Duration.ofSeconds(60));
			assertThat(cluster.output().matching("WARNING: ")).isEmpty();
			cluster.run().signal(Signal.TERM);
			assertThat(cluster.run().exitCode(Duration.ofSeconds(30))).isZero();
		}
	}

}
