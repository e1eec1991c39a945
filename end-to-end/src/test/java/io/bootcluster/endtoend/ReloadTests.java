package io.bootcluster.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Load;
import io.bootcluster.endtoend.harness.ReleaseJar;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.Streams;
import io.bootcluster.endtoend.harness.Tally;
import io.bootcluster.endtoend.harness.View;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A reload replaces every worker, and nobody notices.
 */
class ReloadTests {

	private static final Duration BOUND = Duration.ofSeconds(180);

	@Test
	void reloadUnderLoadFailsNoRequest(@TempDir Path directory) throws IOException {
		ReleaseJar jar = new ReleaseJar(directory);
		try (Cluster cluster = Launch.jar(jar.path())
			.workers(2)
			.with("--bootcluster.worker.memory=192MB", "--bootcluster.worker.drain-timeout=5s",
					"--bootcluster.reload.smoke-path=/index.html", "--bootcluster.reload.min-ready=500ms")
			.serving()) {
			Set<String> before = names(cluster);
			String first = cluster.view().release();
			Load gets = Load.begin(cluster.port(), Request.get("/api/whoami"), 200);
			Load posts = Load.begin(cluster.port(), Request.post("/api/echo", "x".repeat(20_000)), 200);
			Streams streams = Streams.open(cluster.port());
			jar.put("release=2");
			View.Passed changed = cluster.reload(BOUND);
			assertThat(changed.state()).as(changed.toString()).isEqualTo("done");
			assertThat(cluster.view().release()).isEqualTo(changed.release()).isNotEqualTo(first);
			Set<String> after = names(cluster);
			assertThat(after).doesNotContainAnyElementsOf(before);
			assertThat(cluster.reload(BOUND)).as("the same jar").isEqualTo(changed);
			assertThat(names(cluster)).doesNotContainAnyElementsOf(after);
			for (Tally tally : List.of(gets.end(), posts.end())) {
				assertThat(tally.failures()).as(tally.toString()).isEmpty();
				assertThat(tally.good()).isPositive();
			}
			streams.close();
			assertThat(streams.failures()).isEmpty();
			assertThat(streams.reopened()).as("streams end with their worker only").isBetween(1, 8);
		}
	}

	private static Set<String> names(Cluster cluster) throws IOException {
		return cluster.workers().stream().map(View.Worker::toString).collect(Collectors.toSet());
	}

}
