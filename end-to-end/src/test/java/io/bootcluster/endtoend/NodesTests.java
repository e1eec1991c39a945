package io.bootcluster.endtoend;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Deadline;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.RedisServer;
import io.bootcluster.endtoend.harness.Run;
import io.bootcluster.endtoend.harness.Signal;
import io.bootcluster.endtoend.ticking.TickingNodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nodes find each other in Redis, and lose whoever goes.
 */
class NodesTests {

	@TempDir
	private Path directory;

	@Test
	void nodesSeeWhoComesDrainsAndDies() throws Exception {
		try (RedisServer redis = new RedisServer();
				Run first = launch("a", redis).start();
				Run second = launch("b", redis).start();
				Run third = launch("c", redis).start();
				Cluster a = Cluster.serving(first, 1);
				Cluster b = Cluster.serving(second, 1);
				Cluster c = Cluster.serving(third, 1)) {
			Map<String, String> all = Map.of("a", "serving", "b", "serving", "c", "serving");
			TickingNodes.await("a sees all", a, (view) -> view.nodes().equals(all));
			TickingNodes.await("c sees all", c, (view) -> view.nodes().equals(all));
			AtomicBoolean drained = new AtomicBoolean();
			second.signal(Signal.TERM);
			long left = TickingNodes.await("b is gone", a, (view) -> {
				drained.compareAndSet(false, "draining".equals(view.nodes().get("b")));
				return !view.nodes().containsKey("b");
			});
			assertThat(drained).as("seen draining before it was gone").isTrue();
			assertThat(b.run().exitCode(Duration.ofSeconds(30))).isZero();
			Deadline.check("a node that stops is seen draining, then gone", Duration.ofMillis(left),
					Duration.ofSeconds(8));
			TickingNodes.killWithoutAWord(c);
			long lost = TickingNodes.await("c is gone", a, (view) -> view.nodes().equals(Map.of("a", "serving")));
			Deadline.check("a node that is killed is gone", Duration.ofMillis(lost), Duration.ofSeconds(7));
		}
	}

	@Test
	void idThatIsTakenIsToldAndTheNodeServesAllTheSame() throws Exception {
		try (RedisServer redis = new RedisServer(); Cluster a = launch("a", redis).serving()) {
			TickingNodes.await("a is registered", a, (view) -> view.nodes().containsKey("a"));
			try (Cluster twin = launch("a", redis).with("--bootcluster.nodes.address=127.0.0.1:9").serving()) {
				TickingNodes.await("the problem is told", twin,
						(view) -> view.nodesProblem().contains("another one has its id 'a'"));
				assertThat(twin.view().json().path("node").path("state").asString()).isEqualTo("serving");
				assertThat(a.view().nodesProblem()).isEmpty();
			}
		}
	}

	private Launch launch(String id, RedisServer redis) {
		return TickingNodes.launch(id, this.directory.resolve("ticks"), "127.0.0.1:" + redis.port());
	}

}
