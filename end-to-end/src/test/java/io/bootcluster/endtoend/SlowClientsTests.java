package io.bootcluster.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Load;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.SharedCluster;
import io.bootcluster.endtoend.harness.Tally;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hundreds of clients that send or read as slowly as they can, made by
 * {@code slowhttptest}, while everybody else is served as ever. Each kind is more than
 * all workers have request threads.
 */
@Tag("http")
@ExtendWith(SharedCluster.class)
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class SlowClientsTests {

	private static final Log logger = LogFactory.getLog(SlowClientsTests.class);

	private static final Path TOOL = Path.of("/usr/bin/slowhttptest");

	private static final String CLIENTS = "700";

	private static final String SECONDS = "15";

	/**
	 * Three times as long as a slow client may hold a scarce request thread, for which
	 * somebody else may have to wait.
	 */
	private static final long SLOWEST_MILLIS = 3 * 2000;

	@Test
	void slowHeadsHurtNobodyElse(Cluster cluster) throws Exception {
		holdAgainst(cluster, "slow heads", "/", "-H", "-i", "3");
	}

	@Test
	void slowBodiesHurtNobodyElse(Cluster cluster) throws Exception {
		holdAgainst(cluster, "slow bodies", "/api/echo", "-B", "-i", "3", "-s", "65536", "-x", "8");
	}

	@Test
	void slowReadersHurtNobodyElse(Cluster cluster) throws Exception {
		holdAgainst(cluster, "slow readers", "/api/bytes?size=1000000", "-X", "-w", "10", "-y", "20", "-n", "5", "-z",
				"32");
	}

	private static void holdAgainst(Cluster cluster, String what, String path, String... mode) throws Exception {
		Assumptions.assumeTrue(Files.isExecutable(TOOL), "there is no slowhttptest");
		List<String> command = new ArrayList<>(List.of(TOOL.toString(), "-c", CLIENTS, "-r", "175", "-l", SECONDS, "-p",
				"5", "-u", "http://127.0.0.1:" + cluster.port() + path));
		command.addAll(List.of(mode));
		Process attack = new ProcessBuilder(command).redirectErrorStream(true).start();
		try (Load load = Load.begin(cluster.port(), Request.get("/api/whoami"), 100)) {
			String told = new String(attack.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			Tally tally = load.end();
			logger.info(what + ": " + tally);
			assertThat(attack.waitFor()).as(told).isZero();
			assertThat(told).contains(CLIENTS).doesNotContain("connection refused");
			assertThat(tally.good()).as("requests answered").isGreaterThan(800);
			assertThat(tally.failures()).isEmpty();
			assertThat(tally.slowestMillis()).isLessThan(SLOWEST_MILLIS);
		}
		finally {
			attack.destroyForcibly();
		}
		assertThat(cluster.view().dispatcher("held")).isZero();
	}

}
