package io.bootcluster.command;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import io.bootcluster.ClusterView;
import io.bootcluster.NodesView;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StatusTable}.
 */
class StatusTableTests {

	private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

	private static final Instant NOW = START.plusSeconds(3 * 3600 + 65);

	private final StatusTable table = new StatusTable(() -> NOW, ZoneOffset.UTC);

	@Test
	void drawAlignsWhatAPersonWantsToKnow() {
		ClusterView view = new ClusterView(
				new ClusterView.Node("web:8080", "web:8080", "serving", START, List.of("server.port")),
				new ClusterView.Release("abc123",
						new ClusterView.Rollout("command-1", "withdrawn", "never ready", "abd", null), List.of()),
				List.of(new ClusterView.Worker(1, 12, 4711, "serving", "open", START, "abc123", true, 2, 12345, 0, 11,
						new ClusterView.Exit("killed by signal 9 (KILL)", 137, START, false), 45 << 20, 128 << 20,
						182 << 20, new ClusterView.Start("cds", 2900)),
						new ClusterView.Worker(2, 1, 4712, "starting", null, NOW.minusSeconds(5), "abc123", false, 0, 0,
								0, 0, null, -1, -1, -1, null)),
				new ClusterView.Dispatcher("least-busy", 7, 2, 1, 12345, 3, 4),
				List.of(new ClusterView.Wished("command-1", "reload", "failed", "never ready", NOW.minusSeconds(61))),
				List.of(new ClusterView.PostMortem("a", "1.11", "hung", START)));
		assertThat(this.table.draw(view).lines()).containsExactly(
				"node      web:8080 serving, since 2026-11-22 10:00:00 (3h 1m)",
				"release   abc123, roll-out command-1 withdrawn (never ready)",
				"requests  2 in flight, 1 held, 12345 in all, 3 tried again, 4 failed, over 7 connections",
				"settings  only a restart of the primary changes server.port", "",
				"SLOT  GEN  PID   STATE     GATE  SINCE  RELEASE  LEADER  IN FLIGHT  REQUESTS  HEAP      RSS   STARTED FROM  RESTARTS  LAST EXIT",
				"1     12   4711  serving   open  3h 1m  abc123   yes     2          12345     45M/128M  182M  cds in 2.9 s  11        killed by signal 9 (KILL), 3h 1m ago",
				"2     1    4712  starting  -     5s     abc123           0          0         -/-       -     -             0         -",
				"", "wish      command-1: reload, failed (never ready), 1m 1s ago", "kept      a of worker-1.11: hung");
	}

	@Test
	void drawWhenNodesAreRegisteredShowsThem() {
		ClusterView view = new ClusterView(new ClusterView.Node("web", "web", "serving", NOW, List.of()),
				new ClusterView.Release("abc123", null, List.of()), List.of(),
				new ClusterView.Dispatcher("least-busy", 0, 0, 0, 0, 0, 0), List.of(), List.of(),
				new NodesView(
						List.of(new NodesView.Node("web", "10.0.0.1:80", "serving", 2, "abc123", 7, START),
								new NodesView.Node("web-2", "10.0.0.2:80", "draining", 1, "abc123", 0, NOW)),
						new NodesView.Lead("web", 5),
						new NodesView.Rollout("w", "web", "failed", "node 'web-2': never ready",
								List.of(new NodesView.Part("web", "restored", null),
										new NodesView.Part("web-2", "failed", "never ready"))),
						"Redis does not answer"));
		assertThat(this.table.draw(view).lines().skip(5)).containsExactly("",
				"NODE   ADDRESS      STATE     WORKERS  SINCE  RELEASE  LEADER  IN FLIGHT",
				"web    10.0.0.1:80  serving   2        3h 1m  abc123   yes     7",
				"web-2  10.0.0.2:80  draining  1        0s     abc123           0", "problem   Redis does not answer",
				"all nodes reload w of web failed (node 'web-2': never ready): web restored, web-2 failed");
	}

	@Test
	void drawWhenNothingIsThereYetDrawsAsMuch() {
		ClusterView view = new ClusterView(new ClusterView.Node("web", "web", "starting", NOW, List.of()),
				new ClusterView.Release("abc123", null, List.of()), List.of(),
				new ClusterView.Dispatcher("least-busy", 0, 0, 0, 0, 0, 0), List.of(), List.of());
		assertThat(this.table.draw(view).lines()).hasSize(5).contains("release   abc123");
	}

}
