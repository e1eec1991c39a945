package io.bootcluster.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import io.bootcluster.endtoend.app.CountingApplication;
import io.bootcluster.endtoend.harness.AppJar;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Load;
import io.bootcluster.endtoend.harness.NginxNodes;
import io.bootcluster.endtoend.harness.NginxServer;
import io.bootcluster.endtoend.harness.RedisServer;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.Signal;
import io.bootcluster.endtoend.harness.Tally;
import io.bootcluster.endtoend.harness.UniquePosts;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Nodes come and go behind a real Nginx, and nobody notices. Requests come on fresh
 * connections, since an Nginx of Debian's age closes idle ones when it reloads.
 */
class NginxTests {

	private static final Log logger = LogFactory.getLog(NginxTests.class);

	@TempDir
	private Path directory;

	@BeforeAll
	static void requireNginx() {
		assumeTrue(NginxServer.isInstalled(), "skipped: no nginx, apt-get install nginx-light");
	}

	@Test
	void nodesThatDrainStopDieAndComeFailNoGetAndNoPostRunsTwice() throws IOException {
		try (NginxNodes nodes = new NginxNodes(this.directory, () -> Launch.classPath(CountingApplication.class));
				Load gets = Load.beginFresh(nodes.written().port(), Request.get("/runs"), 300);
				Load others = Load.beginFresh(nodes.following().port(), Request.get("/runs"), 100);
				UniquePosts posts = new UniquePosts(nodes.written().port(), "/runs/%d?millis=20", 40)) {
			assertThat(nodes.wish(0, "drain").path("state").asString()).isEqualTo("done");
			nodes.awaitServers(NginxNodes.NODES - 1);
			assertThat(nodes.wish(0, "resume").path("state").asString()).isEqualTo("done");
			nodes.awaitServers(NginxNodes.NODES);
			tell("drained", gets, others);
			Signal.TERM.send(nodes.run(1).pid());
			assertThat(nodes.run(1).exitCode(Duration.ofSeconds(90))).isZero();
			nodes.awaitServers(NginxNodes.NODES - 1);
			nodes.startAgain(1);
			tell("stopped and started", gets, others);
			assertThat(new TreeMap<>(posts.outcomes()).values()).as("before the kill").containsOnly("200");
			nodes.run(2).children();
			long start = System.nanoTime();
			Signal.KILL.send(nodes.run(2).pid());
			nodes.awaitServers(NginxNodes.NODES - 1);
			logger.info("Killed node is left out after " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
			nodes.run(2).awaitNoProcess(Duration.ofSeconds(30));
			nodes.startAgain(2);
			tell("killed and started", gets, others);
			assertNoneFailed(gets.end(), nodes);
			assertNoneFailed(others.end(), nodes);
			assertNoneRanTwice(posts.end(), nodes.redis());
			assertThat(nodes.written().block()).isEqualTo(nodes.following().block());
		}
	}

	@Test
	void upgradingAllNodesOneByOneFailsNothing() throws IOException {
		AppJar jar = new AppJar(this.directory.resolve("app.jar"));
		try (NginxNodes nodes = new NginxNodes(this.directory, () -> Launch.jar(jar.path()));
				Load gets = Load.beginFresh(nodes.written().port(), Request.get("/api/whoami"), 300);
				Load others = Load.beginFresh(nodes.following().port(), Request.get("/api/whoami"), 100);
				Load posts = Load.beginFresh(nodes.written().port(), Request.post("/api/echo", "x".repeat(2000)), 40)) {
			jar.replace("next");
			for (int i = 0; i < NginxNodes.NODES; i++) {
				assertThat(nodes.wish(i, "upgrade").path("state").asString()).isEqualTo("done");
				nodes.awaitServers(NginxNodes.NODES);
				tell("upgraded " + i, gets, others);
			}
			for (Load load : List.of(gets, others, posts)) {
				assertNoneFailed(load.end(), nodes);
			}
		}
	}

	private static void tell(String what, Load gets, Load others) {
		logger.info("%s: %s, followed: %s".formatted(what, gets.tally(), others.tally()));
	}

	private static void assertNoneFailed(Tally tally, NginxNodes nodes) throws IOException {
		assertThat(tally.failures()).as("%s%n%s%n%s", tally, nodes.written().log(), nodes.following().log()).isEmpty();
		assertThat(tally.good()).isPositive();
	}

	/**
	 * What was under way at the node that was killed is answered 502, and may have run.
	 */
	private static void assertNoneRanTwice(Map<Integer, String> outcomes, RedisServer redis) {
		logger.info("POSTs: " + outcomes.size() + ", not answered 200: "
				+ outcomes.entrySet().stream().filter((outcome) -> !outcome.getValue().equals("200")).toList());
		assertThat(outcomes.values()).isSubsetOf("200", "502");
		outcomes.forEach((number, outcome) -> assertThat(redis.command("GET runs:" + number))
			.as("runs of POST %d, answered %s", number, outcome)
			.isIn(outcome.equals("200") ? List.of("1") : List.of("1", "-1")));
	}

}
