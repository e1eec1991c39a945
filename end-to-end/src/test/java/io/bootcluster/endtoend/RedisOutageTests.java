package io.bootcluster.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.bootcluster.endtoend.harness.Answer;
import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Deadline;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Load;
import io.bootcluster.endtoend.harness.RedisServer;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.Tally;
import io.bootcluster.endtoend.harness.View;
import io.bootcluster.endtoend.harness.Visitor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Redis may go and come back: only what needs a session notices, and not for long.
 */
class RedisOutageTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	/** Longer than the health checks need to act, if they were to. */
	private static final Duration OUTAGE = Duration.ofSeconds(12);

	private static RedisServer redis;

	private static Cluster cluster;

	@BeforeAll
	static void start() {
		redis = new RedisServer();
		cluster = Launch.sample().workers(2).redis(redis).serving();
	}

	@AfterAll
	static void stop() {
		try (RedisServer last = redis; Cluster first = cluster) {
			assertThat(first.run().isAlive()).isTrue();
		}
	}

	@Test
	void killedRedisFailsOnlySessionsQuicklyAndTheyWorkAgainOnItsReturn() throws IOException {
		List<Long> before = pids();
		Visitor visitor = new Visitor(cluster.client());
		visitor.visit();
		try (Load load = Load.begin(cluster.port(), Request.get("/api/whoami"), 100)) {
			redis.kill();
			failFor(visitor, OUTAGE);
			redis.restart();
			awaitSessionsWork();
			assertNoFailure(load.end());
		}
		assertThat(pids()).as("nobody was restarted").isEqualTo(before);
	}

	@Test
	void frozenRedisFailsOnlySessionsQuicklyAndTheyLiveOnWhenItThaws() throws IOException {
		List<Long> before = pids();
		Visitor visitor = new Visitor(cluster.client());
		visitor.visit();
		try (Load load = Load.begin(cluster.port(), Request.get("/api/whoami"), 100)) {
			redis.freeze();
			try {
				failFor(visitor, OUTAGE);
			}
			finally {
				redis.thaw();
			}
			awaitSessionsWork();
			assertNoFailure(load.end());
		}
		assertThat(pids()).as("nobody was restarted").isEqualTo(before);
	}

	private static void failFor(Visitor visitor, Duration outage) throws IOException {
		long end = System.nanoTime() + outage.toNanos();
		Duration slowest = Duration.ZERO;
		while (System.nanoTime() < end) {
			long start = System.nanoTime();
			Answer answer = visitor.client().post("/api/visits");
			Duration took = Duration.ofNanos(System.nanoTime() - start);
			slowest = (took.compareTo(slowest) > 0) ? took : slowest;
			assertThat(answer.status()).as(answer.toString()).isGreaterThanOrEqualTo(500);
		}
		Deadline.check("slowest failure of a session", slowest, SECOND);
	}

	private static void awaitSessionsWork() throws IOException {
		long start = System.nanoTime();
		Set<Integer> workers = new HashSet<>();
		await("sessions work in every worker").atMost(Deadline.thrice(SECOND))
			.pollInterval(Duration.ofMillis(10))
			.pollDelay(Duration.ZERO)
			.until(() -> {
				Answer answer = cluster.client().post("/api/visits");
				return answer.status() == 200 && workers.add(answer.json().path("worker").asInt())
						&& workers.size() == 2;
			});
		Deadline.check("sessions work again", start, SECOND);
		new Visitor(cluster.client()).visit();
	}

	private static List<Long> pids() throws IOException {
		return cluster.workers().stream().map(View.Worker::pid).sorted().toList();
	}

	private static void assertNoFailure(Tally tally) {
		assertThat(tally.failures()).as(tally.toString()).isEmpty();
		assertThat(tally.good()).isGreaterThan(100);
	}

}
