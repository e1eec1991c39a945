package io.bootcluster.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Deadline;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.View;
import io.bootcluster.endtoend.ticking.TickingApplication;
import io.bootcluster.endtoend.ticking.Ticks;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What must run once does, whoever is killed.
 */
class LeadershipTests {

	private static final Log logger = LogFactory.getLog(LeadershipTests.class);

	private static final Duration PAUSE = Duration.ofSeconds(5);

	private static final Duration HANDOVER = Duration.ofSeconds(1);

	private static final int KILLS = Integer.getInteger("leader.kills", 5);

	private static final Pattern HANDED_OVER = Pattern.compile(" leads, (\\d+) ms after ");

	@TempDir
	private Path directory;

	@Test
	void killingTheLeaderAgainAndAgainRunsEachTickOnceOrTellsOfIt() throws Exception {
		Path file = this.directory.resolve("ticks");
		Launch launch = Launch.classPath(TickingApplication.class)
			.workers(3)
			.with("--ticks.file=" + file, "--bootcluster.session.redis=off",
					"--management.endpoints.web.exposure.include=cluster");
		try (Cluster cluster = launch.serving()) {
			for (int kill = 0; kill < KILLS; kill++) {
				killTheLeader(cluster);
				await().pollDelay(PAUSE).atMost(Duration.ofSeconds(180)).until(() -> openWorkers(cluster) > 1);
			}
			Ticks ticks = Ticks.read(file, cluster.output());
			logger.info("%d runs; told: %s".formatted(ticks.runs().size(), ticks.told()));
			assertHandedOverQuickly(cluster);
			assertNoneRanTwice(ticks);
			assertNoneWasLostBetweenLeaders(ticks);
			assertThat(cluster.output().matching("TickingApplication.tick runs in the leader")).hasSize(1);
		}
	}

	private static void killTheLeader(Cluster cluster) throws IOException {
		View.Worker leader = leader(cluster, (worker) -> true);
		cluster.kill(leader);
		leader(cluster, (worker) -> worker.pid() != leader.pid());
	}

	/**
	 * As the primary measures it: asking for the view takes longer on a busy machine.
	 */
	private static void assertHandedOverQuickly(Cluster cluster) {
		List<Long> millis = cluster.output()
			.lines()
			.stream()
			.map(HANDED_OVER::matcher)
			.filter(Matcher::find)
			.map((matcher) -> Long.valueOf(matcher.group(1)))
			.toList();
		assertThat(millis).hasSize(KILLS);
		millis.forEach((took) -> Deadline.check("leadership handed over", Duration.ofMillis(took), HANDOVER));
	}

	private static View.Worker leader(Cluster cluster, Predicate<View.Worker> condition) {
		return await().atMost(Duration.ofSeconds(60))
			.pollInterval(Duration.ofMillis(20))
			.ignoreExceptions()
			.until(() -> cluster.workers().stream().filter(View.Worker::isLeader).toList(),
					(leaders) -> leaders.size() == 1 && condition.test(leaders.get(0)))
			.get(0);
	}

	private static long openWorkers(Cluster cluster) throws IOException {
		return cluster.workers().stream().filter(View.Worker::isOpen).count();
	}

	private static void assertNoneRanTwice(Ticks ticks) {
		ticks.assertNoTickRanTwice();
		List<Ticks.Run> pulses = ticks.of("pulse");
		for (int i = 1; i < pulses.size(); i++) {
			Ticks.Run before = pulses.get(i - 1);
			Ticks.Run after = pulses.get(i);
			if (!before.worker().equals(after.worker())) {
				assertThat(after.millis() - before.millis()).as(before + " and " + after).isGreaterThan(200);
			}
		}
	}

	/**
	 * What a leader itself is too busy for is lost as without a cluster.
	 */
	private static void assertNoneWasLostBetweenLeaders(Ticks ticks) {
		List<Ticks.Run> runs = ticks.of("tick");
		for (int i = 1; i < runs.size(); i++) {
			Ticks.Run before = runs.get(i - 1);
			Ticks.Run after = runs.get(i);
			if (!before.worker().equals(after.worker())) {
				assertThat(
						Stream.iterate(before.due().plusSeconds(1), after.due()::isAfter, (due) -> due.plusSeconds(1)))
					.as("ticks between " + before + " and " + after)
					.isSubsetOf(ticks.told());
			}
		}
	}

}
