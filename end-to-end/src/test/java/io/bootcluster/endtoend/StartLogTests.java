package io.bootcluster.endtoend;

import java.util.List;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.SharedCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The start says in one line each what was decided and why.
 */
@ExtendWith(SharedCluster.class)
class StartLogTests {

	@Test
	void startSaysWhatWasDecided(Cluster cluster) {
		assertThat(said(cluster, "Listening on port " + cluster.port())).hasSize(1);
		assertThat(said(cluster, "Workers: 3, heap of at most \\d+ MiB each")).hasSize(1);
		assertThat(said(cluster, "Sockets: .*/")).hasSize(1);
		assertThat(said(cluster, "Sessions: Redis started by us .*redis-server")).hasSize(1);
		assertThat(said(cluster, "First worker serves after")).hasSize(1);
	}

	@Test
	void startOfEachWorkerIsToldOnce(Cluster cluster) {
		for (int slot = 1; slot <= 3; slot++) {
			assertThat(said(cluster, "worker-" + slot + "\\.1 .* starts")).hasSize(1);
			assertThat(said(cluster, "worker-" + slot + "\\.1 .* is serving")).hasSize(1);
		}
	}

	@Test
	void firstWorkerStartsAlone(Cluster cluster) {
		List<String> lifes = said(cluster, "worker-\\d\\.1 .*( starts| is serving)");
		assertThat(lifes.get(0)).contains("worker-1.1", "starts");
		assertThat(lifes.get(1)).contains("worker-1.1", "is serving");
	}

	@Test
	void nothingIsWarnedOf(Cluster cluster) {
		// What tests do to the cluster later is told too, so only the start counts.
		List<String> lines = cluster.output().lines();
		int started = lines.indexOf(said(cluster, "worker-3\\.1 .* is serving").get(0));
		assertThat(lines.subList(0, started)).noneMatch((line) -> line.contains(" WARN ") || line.contains(" ERROR "));
	}

	private static List<String> said(Cluster cluster, String pattern) {
		return cluster.output().awaitMatching("^(?!\\[worker).*" + pattern);
	}

}
