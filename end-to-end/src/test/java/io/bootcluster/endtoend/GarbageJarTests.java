package io.bootcluster.endtoend;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Random;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Connection;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Signal;
import io.bootcluster.endtoend.harness.View;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The primary has every class that it can need before anybody can take the jar away. What
 * workers do without a copy of it: those that run go on, and none starts from another.
 */
class GarbageJarTests {

	@Test
	void primaryOutlivesAJarOverwrittenInPlace(@TempDir Path directory) throws IOException {
		Path jar = Files.copy(Launch.sampleJar(), directory.resolve("app.jar"));
		try (Cluster cluster = Launch.jar(jar).workers(2).with("--bootcluster.release.copy=false").serving()) {
			useEveryWorker(cluster);
			View.Worker first = cluster.worker(1);
			View.Worker last = cluster.worker(2);
			overwrite(jar);
			cluster.kill(first);
			cluster.client().get("/api/whoami").ok();
			await("refused start is told").atMost(Duration.ofSeconds(20))
				.until(() -> !cluster.output().matching("app\\.jar").isEmpty());
			for (String bad : new String[] { "GET / HTTP/1.1\r\n\r\n", "?\r\n\r\n",
					"GET / HTTP/9.9\r\nHost: a\r\n\r\n" }) {
				sendBad(cluster, bad);
			}
			cluster.client().get("/api/bytes?size=1000000").ok();
			cluster.kill(last);
			cluster.run().signal(Signal.TERM);
			assertThat(cluster.run().exitCode(Duration.ofSeconds(60))).as(() -> cluster.output().toString()).isZero();
			assertThat(cluster.output()
				.matching("^(?!\\[worker).*(NoClassDefFoundError|ClassNotFoundException|ZipException)")).isEmpty();
		}
	}

	/** Workers run from the jar itself, so what they are asked later is asked before. */
	private static void useEveryWorker(Cluster cluster) throws IOException {
		for (int i = 0; i < 6; i++) {
			cluster.client().get("/api/whoami").ok();
			cluster.client().get("/api/bytes?size=1000000").ok();
		}
	}

	private static void sendBad(Cluster cluster, String request) throws IOException {
		try (Connection connection = cluster.client().connect()) {
			connection.write(request);
			assertThat(connection.read("GET").status()).isBetween(400, 599);
		}
	}

	private static void overwrite(Path jar) throws IOException {
		byte[] garbage = new byte[64 * 1024];
		new Random(1).nextBytes(garbage);
		long size = Files.size(jar);
		try (OutputStream out = Files.newOutputStream(jar, StandardOpenOption.WRITE)) {
			for (long written = 0; written < size; written += garbage.length) {
				out.write(garbage);
			}
		}
	}

}
