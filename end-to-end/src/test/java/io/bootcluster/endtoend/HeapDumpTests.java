package io.bootcluster.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import io.bootcluster.endtoend.harness.Answer;
import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Leak;
import io.bootcluster.endtoend.harness.SlowProcess;
import io.bootcluster.endtoend.harness.View;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A worker that writes its heap for longer than a worker may be silent is let finish.
 */
class HeapDumpTests {

	private static final Log logger = LogFactory.getLog(HeapDumpTests.class);

	/** How long a worker may be silent: interval times threshold. */
	private static final Duration PATIENCE = Duration.ofSeconds(2);

	private static final Duration BOUND = Duration.ofSeconds(120);

	/** The last one may come after its answer. */
	private static final int LEAKS = 3;

	@TempDir
	private static Path kept;

	private static Cluster cluster;

	@BeforeAll
	static void start() {
		cluster = Launch.sample()
			.workers(2)
			.with("--spring.profiles.active=plain", "--bootcluster.worker.memory=512MB",
					"--bootcluster.worker.heap-dump=true", "--bootcluster.post-mortem.directory=" + kept,
					"--bootcluster.health.interval=1s", "--bootcluster.health.threshold=2",
					"--management.endpoints.web.exposure.include=cluster,heapdump",
					"--management.endpoint.heapdump.access=unrestricted")
			.serving();
	}

	@AfterAll
	static void stop() {
		cluster.close();
	}

	@Test
	void workerThatIsAskedForItsHeapGivesAllOfItAndServesOn() throws IOException {
		cluster.awaitAllServing();
		View.Worker dumping = Leak.into(cluster, LEAKS);
		Answer heap;
		long begin = System.nanoTime();
		try (SlowProcess slow = SlowProcess.of(dumping.process())) {
			heap = cluster.client().get("/actuator/heapdump?worker=" + dumping.slot()).ok();
		}
		Duration took = Duration.ofNanos(System.nanoTime() - begin);
		logger.info("%d MB of heap came in %d ms".formatted(heap.body().length >> 20, took.toMillis()));
		assertThat(new String(heap.body(), 0, 12, StandardCharsets.US_ASCII)).isEqualTo("JAVA PROFILE");
		assertThat(heap.body().length).isGreaterThan((LEAKS - 1) * Leak.SIZE);
		cluster.output().awaitMatching(dumping + " writes a heap dump");
		assertThat(took).as("while it stood still for longer than a worker may be silent").isGreaterThan(PATIENCE);
		cluster.awaitAllServing();
		assertThat(cluster.worker(dumping.slot()).pid()).isEqualTo(dumping.pid());
	}

	@Test
	void workerOutOfMemoryIsNotKilledWhileItWritesItsHeap() throws IOException {
		cluster.awaitAllServing();
		View.Worker victim = cluster.worker(cluster.client().post("/api/chaos/oom").json().path("worker").asInt());
		await("it begins").pollInterval(Duration.ofMillis(1)).atMost(BOUND).until(() -> !heaps().isEmpty());
		try (SlowProcess slow = SlowProcess.of(victim.process())) {
			long begin = System.nanoTime();
			Cluster.awaitExit(victim.process(), BOUND);
			Duration took = Duration.ofNanos(System.nanoTime() - begin);
			logger.info(
					"%d MB of heap were written in %d ms".formatted(Files.size(heaps().get(0)) >> 20, took.toMillis()));
		}
		cluster.awaitReplaced(victim, BOUND);
		assertThat(cluster.worker(victim.slot()).json().path("lastExit").path("meaning").asString())
			.startsWith("out of memory");
		cluster.output().awaitMatching(victim + " writes a heap dump");
		assertThat(heaps()).singleElement()
			.satisfies((file) -> assertThat(file.toString()).endsWith(victim + ".hprof"));
	}

	private static List<Path> heaps() throws IOException {
		try (Stream<Path> files = Files.list(kept)) {
			return files.filter((file) -> file.toString().endsWith(".hprof")).toList();
		}
	}

}
