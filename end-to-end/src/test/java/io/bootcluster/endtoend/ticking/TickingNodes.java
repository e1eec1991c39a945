package io.bootcluster.endtoend.ticking;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Signal;
import io.bootcluster.endtoend.harness.View;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nodes that tick into one file, of which one leads.
 */
public final class TickingNodes {

	private static final Duration BOUND = Duration.ofSeconds(90);

	private TickingNodes() {
	}

	/**
	 * Return how a node of one small worker is started.
	 * @param id its id
	 * @param file where all of them tick
	 * @param redis address of the Redis
	 * @return the launch
	 */
	public static Launch launch(String id, Path file, String redis) {
		return Launch.classPath(TickingApplication.class)
			.withJvm("-Xmx64m", "-XX:TieredStopAtLevel=1")
			.workers(1)
			.with("--ticks.file=" + file, "--bootcluster.session.redis=off", "--bootcluster.worker.memory=96MB",
					"--bootcluster.nodes.enabled=true", "--bootcluster.nodes.id=" + id,
					"--bootcluster.nodes.namespace=ticking", "--spring.data.redis.url=redis://" + redis,
					"--management.endpoints.web.exposure.include=cluster,nginx");
	}

	/**
	 * Wait until a view says so.
	 * @param what what is waited for
	 * @param cluster whose view
	 * @param condition the condition
	 * @return how long it took, milliseconds
	 */
	public static long await(String what, Cluster cluster, Condition condition) {
		return await(what, () -> condition.holds(cluster.view()));
	}

	public static long await(String what, Callable<Boolean> condition) {
		long begin = System.nanoTime();
		Awaitility.await(what).atMost(BOUND).pollInterval(Duration.ofMillis(50)).ignoreExceptions().until(condition);
		return Duration.ofNanos(System.nanoTime() - begin).toMillis();
	}

	/**
	 * Have a node go without a word: its worker cannot even notice.
	 * @param node the node
	 */
	public static void killWithoutAWord(Cluster node) throws IOException {
		List<ProcessHandle> workers = node.run().children();
		workers.forEach((worker) -> Signal.STOP.send(worker.pid()));
		node.run().signal(Signal.KILL);
		workers.forEach((worker) -> Signal.KILL.send(worker.pid()));
	}

	/**
	 * Insist that no tick ran twice, and that whoever has a higher token came later than
	 * all with lower ones.
	 * @param ticks every tick of every node
	 */
	public static void assertNeverTwoLeaders(Ticks ticks) {
		List<Ticks.Run> runs = ticks.of("tick");
		ticks.assertNoTickRanTwice();
		assertThat(runs).allSatisfy((run) -> assertThat(run.token()).as(run.toString()).isPositive());
		assertThat(runs).isSortedAccordingTo(Comparator.comparing(Ticks.Run::token));
		List<Ticks.Run> pulses = ticks.of("pulse");
		assertThat(pulses).isSortedAccordingTo(Comparator.comparing(Ticks.Run::token));
	}

	/**
	 * What is to be seen.
	 */
	public interface Condition {

		/**
		 * Look at it.
		 * @param view the view
		 * @return whether it is there
		 */
		boolean holds(View view);

	}

}
