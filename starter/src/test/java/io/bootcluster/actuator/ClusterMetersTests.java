package io.bootcluster.actuator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.bootcluster.ClusterView;
import io.bootcluster.NodesView;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A scrape tells what the view tells, and no life's counts are taken for another's.
 */
class ClusterMetersTests {

	private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

	private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

	private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	private final AtomicReference<ClusterView> view = new AtomicReference<>();

	private final ViewMeters meters = new ViewMeters(this.registry, () -> Optional.ofNullable(this.view.get()));

	@Test
	void scrapeTellsWhatTheViewTells() {
		show(worker(1, 1, "serving", 7));
		assertThat(scrape()).contains("bootcluster_workers{node=\"n\",state=\"serving\"} 1.0",
				"bootcluster_workers{node=\"n\",state=\"errored\"} 0.0", "bootcluster_requests_total{node=\"n\"} 4.0",
				"bootcluster_retries_total{node=\"n\"} 5.0", "bootcluster_failures_total{node=\"n\"} 6.0",
				"bootcluster_connections{node=\"n\"} 1.0", "bootcluster_in_flight{node=\"n\"} 2.0",
				"bootcluster_held{node=\"n\"} 3.0", life("requests_total", 1, 1) + " 7.0",
				life("failures_total", 1, 1) + " 2.0", life("in_flight", 1, 1) + " 1.0",
				life("gate_open", 1, 1) + " 1.0", life("heap_used_bytes", 1, 1) + " 1000.0",
				life("rss_bytes", 1, 1) + " 3000.0", "bootcluster_worker_restarts_total{node=\"n\",worker=\"1\"} 0.0",
				"bootcluster_rollout{node=\"n\",state=\"running\"} 1.0", "bootcluster_nodes_leading{node=\"n\"} 1.0",
				"bootcluster_nodes{node=\"n\",state=\"draining\"} 1.0");
	}

	@Test
	void nextLifeOfASlotHasSeriesOfItsOwn() {
		show(worker(1, 1, "draining", 100), worker(1, 2, "serving", 3));
		assertThat(scrape()).contains(life("requests_total", 1, 1) + " 100.0", life("requests_total", 1, 2) + " 3.0",
				"bootcluster_worker_restarts_total{node=\"n\",worker=\"1\"} 1.0");
	}

	@Test
	void countsOfALifeThatHasGoneStayUntilItIsForgotten() {
		show(worker(1, 1, "serving", 100));
		scrape();
		show(worker(1, 1, "gone", 0), worker(1, 2, "serving", 3));
		assertThat(scrape()).contains(life("requests_total", 1, 1) + " 100.0", life("rss_bytes", 1, 1) + " NaN");
		show(worker(1, 2, "serving", 3));
		assertThat(scrape()).contains(life("requests_total", 1, 2) + " 3.0").doesNotContain("generation=\"1\"");
	}

	@Test
	void nothingIsMeasuredBeforeTheFirstView() {
		this.meters.follow();
		assertThat(this.registry.scrape()).isEmpty();
	}

	@Test
	@EnabledIf("hasPromtool")
	void promtoolFindsNothingToComplainOf() throws IOException, InterruptedException {
		show(worker(1, 1, "serving", 7), worker(2, 1, "starting", 0));
		Process promtool = new ProcessBuilder(PROMTOOL.toString(), "check", "metrics").redirectErrorStream(true)
			.start();
		try (var in = promtool.getOutputStream()) {
			in.write(scrape().getBytes(StandardCharsets.UTF_8));
		}
		String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(promtool.waitFor()).as(said).isZero();
		assertThat(said).isEmpty();
	}

	static boolean hasPromtool() {
		return Files.isExecutable(PROMTOOL);
	}

	private String scrape() {
		this.meters.follow();
		return this.registry.scrape();
	}

	private void show(ClusterView.Worker... workers) {
		NodesView.Node node = new NodesView.Node("other", "a:1", "draining", 1, "abc", 0, START);
		this.view.set(new ClusterView(new ClusterView.Node("n", "n:80", "serving", START, List.of()),
				new ClusterView.Release("abc", new ClusterView.Rollout("1-1", "running", null), List.of()),
				List.of(workers), new ClusterView.Dispatcher("least-busy", 1, 2, 3, 4, 5, 6), List.of(), List.of(),
				new NodesView(List.of(node), new NodesView.Lead("n", 1), null, null)));
	}

	private static ClusterView.Worker worker(int slot, int generation, String state, long requests) {
		return new ClusterView.Worker(slot, generation, 4711, state, "open", START, "abc", false, 1, requests, 2,
				generation - 1, null, 1000, 2000, 3000, null);
	}

	private static String life(String name, int slot, int generation) {
		return "bootcluster_worker_%s{generation=\"%d\",node=\"n\",release=\"abc\",worker=\"%d\"}".formatted(name,
				generation, slot);
	}

}
