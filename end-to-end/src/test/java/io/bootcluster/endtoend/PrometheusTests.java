package io.bootcluster.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Command;
import io.bootcluster.endtoend.harness.Connection;
import io.bootcluster.endtoend.harness.Deadline;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Load;
import io.bootcluster.endtoend.harness.PrometheusServer;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.Signal;
import io.bootcluster.endtoend.harness.Tally;
import io.bootcluster.endtoend.harness.View;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A real Prometheus that scrapes a node every three seconds misses nothing, and misreads
 * nothing, while workers are killed and reloaded.
 */
class PrometheusTests {

	private static final Log logger = LogFactory.getLog(PrometheusTests.class);

	private static final Duration BOUND = Duration.ofSeconds(180);

	/**
	 * What our example of a configuration and the documents say.
	 */
	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final int SCRAPES = 40;

	/**
	 * So many that each of three workers has one.
	 */
	private static final int STREAMS = 9;

	@TempDir
	private Path directory;

	@Test
	void noScrapeFailsAndNoSeriesIsMisreadWhileWorkersAreKilledAndReloaded() throws IOException {
		Assumptions.assumeTrue(PrometheusServer.isInstalled(), "prometheus is not installed");
		try (Cluster cluster = Launch.sample().workers(3).serving();
				PrometheusServer prometheus = PrometheusServer.scraping(this.directory, cluster.port());
				Load load = Load.begin(cluster.port(), Request.get("/api/whoami"), 100)) {
			awaitMeasured(prometheus, "1");
			await("a count worth counting twice").atMost(BOUND).until(() -> prometheus.value(requests("2")) > 600);
			loseWhoeverReplaces(cluster, prometheus, cluster.worker(2));
			awaitMeasured(prometheus, "2");
			View.Worker victim = cluster.worker(2);
			cluster.kill(victim);
			cluster.awaitReplaced(victim, BOUND);
			assertThat(cluster.reload(BOUND).state()).isEqualTo("done");
			awaitMeasured(prometheus, "3");
			await("two minutes of scrapes").atMost(BOUND)
				.until(() -> prometheus.value("count_over_time(up[10m])") >= SCRAPES);
			assertThat(load.end().failures()).isEmpty();
			assertNothingMissed(prometheus);
			assertNothingMisread(prometheus);
			assertWellFormed(cluster.client().get("/actuator/prometheus").ok().text());
		}
	}

	@Test
	void scrapeOutlastsTheWorkerThatStandsStillAndWasAsked() throws IOException {
		try (Cluster cluster = Launch.sample().workers(3).serving()) {
			View.Worker frozen = cluster.worker(2);
			try (Load scrapes = Load.begin(cluster.port(), Request.get("/actuator/prometheus"), 4)) {
				await("worker 2 is asked").atMost(BOUND).until(() -> scrapes.tally().good() > 8);
				Signal.STOP.send(frozen.pid());
				cluster.awaitReplaced(frozen, BOUND);
				Tally tally = scrapes.end();
				assertThat(tally.failures()).isEmpty();
				Deadline.check("slowest scrape", Duration.ofMillis(tally.slowestMillis()), TIMEOUT);
			}
		}
	}

	/**
	 * A worker drains, for streams are open, while the next one in its slot serves and is
	 * killed: its higher counts must not come back as new ones.
	 */
	private static void loseWhoeverReplaces(Cluster cluster, PrometheusServer prometheus, View.Worker before)
			throws IOException {
		List<Connection> streams = new ArrayList<>();
		try {
			for (int each = 0; each < STREAMS; each++) {
				Connection stream = new Connection(cluster.port(), BOUND);
				streams.add(stream);
				stream.write("GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
				assertThat(stream.readHead().status()).isEqualTo(200);
			}
			assertThat(Command.type(cluster, "restart " + before.slot()).exitCode()).isZero();
			cluster.awaitReplaced(before, BOUND);
			View.Worker next = cluster.worker(before.slot());
			await("the next one is seen to serve").atMost(BOUND)
				.until(() -> prometheus.value("bootcluster_worker_requests_total{worker=\"%d\",generation=\"%d\"}"
					.formatted(next.slot(), next.generation())) > 20);
			assertThat(cluster.view().workers())
				.anyMatch((worker) -> worker.pid() == before.pid() && worker.state().equals("draining"));
			cluster.kill(next);
			cluster.awaitReplaced(next, BOUND);
		}
		finally {
			streams.forEach(Connection::close);
		}
	}

	private static void awaitMeasured(PrometheusServer prometheus, String worker) {
		await("worker " + worker + " is measured").atMost(BOUND)
			.until(() -> prometheus.value(requests(worker)) > 20
					&& prometheus.value("sum(bootcluster_worker_scraped)") == 3);
	}

	private static String requests(String worker) {
		return "sum(http_server_requests_seconds_count{uri=\"/api/whoami\",worker=\"" + worker + "\"})";
	}

	private static void assertNothingMissed(PrometheusServer prometheus) throws IOException {
		logger.info("%s scrapes, the longest took %s s, at most %s samples".formatted(
				prometheus.value("count_over_time(up[10m])"),
				prometheus.value("max_over_time(scrape_duration_seconds[10m])"),
				prometheus.value("max_over_time(scrape_samples_scraped[10m])")));
		assertThat(prometheus.value("min_over_time(up[10m])")).isEqualTo(1);
		assertThat(prometheus.log()).doesNotContainIgnoringCase("duplicate")
			.doesNotContainIgnoringCase("out-of-order")
			.doesNotContainIgnoringCase("out of order")
			.doesNotContain("append failed");
	}

	private static void assertNothingMisread(PrometheusServer prometheus) throws IOException {
		for (String counter : List.of("bootcluster_requests_total", "bootcluster_requests_seconds_count",
				"bootcluster_connections_accepted_total", "bootcluster_worker_restarts_total",
				"bootcluster_worker_requests_total")) {
			assertThat(prometheus.value("sum(resets(" + counter + "[10m]))")).as(counter + " goes back").isZero();
		}
		String visits = "http_server_requests_seconds_count{uri=\"/api/whoami\",status=\"200\",worker=\"2\"}";
		assertThat(prometheus.value("max(resets(" + visits + "[10m]))")).as("seen as restarted").isBetween(1.0, 3.0);
		double counted = prometheus.value("sum(increase(" + visits + "[10m]))");
		double had = prometheus.value("sum(increase(bootcluster_requests_seconds_count{worker=\"2\"}[10m]))");
		logger.info("Worker 2 counted %.0f of the %.0f requests that the dispatcher gave it".formatted(counted, had));
		assertThat(counted).as("no request is counted twice").isPositive().isLessThan(had * 1.03 + 100);
		assertThat(prometheus.labels("count by (worker) (jvm_memory_used_bytes)", "worker"))
			.containsExactlyInAnyOrder("1", "2", "3");
		assertThat(prometheus.value("count(count by (node, release) (jvm_memory_used_bytes))")).isEqualTo(1);
		assertThat(prometheus.value("count({__name__=~\".+\",__name__!~\"up|scrape_.*\",node=\"\"}) or vector(0)"))
			.isZero();
	}

	/**
	 * What others name without help or in their own way stays theirs.
	 */
	private static void assertWellFormed(String scrape) throws IOException {
		Process promtool = new ProcessBuilder("promtool", "check", "metrics").redirectErrorStream(true).start();
		try (var in = promtool.getOutputStream()) {
			in.write(scrape.getBytes(StandardCharsets.UTF_8));
		}
		assertThat(new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
			.filter((line) -> line.startsWith("bootcluster_") || line.startsWith("error"))).isEmpty();
	}

}
