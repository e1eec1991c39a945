package io.bootcluster.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Deadline;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.RedisServer;
import io.bootcluster.endtoend.harness.Run;
import io.bootcluster.endtoend.harness.Signal;
import io.bootcluster.endtoend.harness.View;
import io.bootcluster.endtoend.ticking.Ticks;
import io.bootcluster.endtoend.ticking.TickingNodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Of all nodes one leads, whoever is killed.
 */
class NodesLeadershipTests {

	/** The expiry, and a look. */
	private static final Duration AFTER_A_KILL = Duration.ofSeconds(7);

	private static final Duration AFTER_A_STOP = Duration.ofSeconds(2);

	@TempDir
	private Path directory;

	@Test
	void killingAndStoppingTheLeadersNodeRunsEachTickOnceWithGrowingTokens() throws Exception {
		Path file = this.directory.resolve("ticks");
		try (RedisServer redis = new RedisServer();
				Run first = launch("a", file, redis).start();
				Run second = launch("b", file, redis).start();
				Run third = launch("c", file, redis).start();
				Cluster a = Cluster.serving(first, 1);
				Cluster b = Cluster.serving(second, 1);
				Cluster c = Cluster.serving(third, 1)) {
			List<Cluster> alive = new ArrayList<>(List.of(a, b, c));
			TickingNodes.await("all are seen", a, (view) -> view.nodes().size() == 3 && !view.lead().isEmpty());
			long token = a.view().token();
			Cluster killed = leader(alive);
			TickingNodes.killWithoutAWord(killed);
			alive.remove(killed);
			token = awaitNextLeader("after a node was killed", alive, token, AFTER_A_KILL);
			Cluster stopped = leader(alive);
			alive.remove(stopped);
			String leaving = id(stopped);
			stopped.run().signal(Signal.TERM);
			// Two signals that are sent too close together are one.
			TickingNodes.await("it drains", alive.get(0), (view) -> "draining".equals(view.nodes().get(leaving)));
			stopped.run().signal(Signal.TERM);
			awaitNextLeader("after a node was stopped", alive, token, AFTER_A_STOP);
			TickingNodes.await("the last one ticks",
					() -> Ticks.read(file, a.output())
						.runs()
						.stream()
						.anyMatch((run) -> run.node().equals(id(alive.get(0)))));
			TickingNodes.assertNeverTwoLeaders(Ticks.read(file, a.output()));
		}
	}

	@Test
	void leaderThatStoodStillLeadsNoMoreWhenItGoesOn() throws Exception {
		Path file = this.directory.resolve("ticks");
		try (RedisServer redis = new RedisServer();
				Cluster a = patient("a", file, redis).serving();
				Cluster b = patient("b", file, redis).serving()) {
			TickingNodes.await("both know who leads",
					() -> !a.view().lead().isEmpty() && a.view().token() == b.view().token());
			Cluster still = leader(List.of(a, b));
			Cluster other = (still == a) ? b : a;
			String next = id(other);
			long token = other.view().token();
			List<ProcessHandle> workers = still.run().children();
			workers.forEach((worker) -> Signal.STOP.send(worker.pid()));
			awaitNextLeader("while the leader stood still", List.of(other), token, AFTER_A_KILL);
			TickingNodes.await("the next one ticks",
					() -> Ticks.read(file, a.output()).runs().stream().anyMatch((run) -> run.node().equals(next)));
			workers.forEach((worker) -> Signal.CONT.send(worker.pid()));
			TickingNodes.await("it knows who leads", still, (view) -> view.lead().equals(next));
			TickingNodes.assertNeverTwoLeaders(Ticks.read(file, a.output()));
		}
	}

	/**
	 * One whose primary does not kill what stands still for a while.
	 */
	private static Launch patient(String id, Path file, RedisServer redis) {
		return launch(id, file, redis).with("--bootcluster.health.threshold=100");
	}

	private static long awaitNextLeader(String when, List<Cluster> alive, long before, Duration bound)
			throws Exception {
		Cluster witness = alive.get(0);
		long took = TickingNodes.await("another one leads", witness,
				(view) -> view.token() > before && !view.lead().isEmpty());
		View view = witness.view();
		assertThat(alive.stream().map(NodesLeadershipTests::id)).contains(view.lead());
		Deadline.check("leadership over nodes handed over " + when, Duration.ofMillis(took), bound);
		return view.token();
	}

	private static Cluster leader(List<Cluster> nodes) throws Exception {
		String lead = nodes.get(0).view().lead();
		return nodes.stream().filter((node) -> id(node).equals(lead)).findFirst().orElseThrow();
	}

	private static String id(Cluster node) {
		try {
			return node.view().json().path("node").path("id").asString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Launch launch(String id, Path file, RedisServer redis) {
		return TickingNodes.launch(id, file, "127.0.0.1:" + redis.port());
	}

}
