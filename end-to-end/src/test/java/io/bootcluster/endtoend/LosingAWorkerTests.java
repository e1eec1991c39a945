package io.bootcluster.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.bootcluster.endtoend.harness.Answer;
import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Deadline;
import io.bootcluster.endtoend.harness.Load;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.SharedCluster;
import io.bootcluster.endtoend.harness.Signal;
import io.bootcluster.endtoend.harness.Tally;
import io.bootcluster.endtoend.harness.View;
import io.bootcluster.endtoend.harness.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A worker may be killed, stopped or busy: nobody outside notices.
 */
@ExtendWith(SharedCluster.class)
class LosingAWorkerTests {

	private static final int RATE = 400;

	private static final Duration RESTART = Duration.ofSeconds(20);

	/** Probe interval and timeout, as they are by default. */
	private static final Duration MISS = Duration.ofSeconds(2 + 1);

	private static final Duration THRESHOLD = MISS.multipliedBy(3);

	@Test
	void noVisitIsLostWhenEachWorkerIsKilledInTurn(Cluster cluster) throws IOException {
		Visitor visitor = new Visitor(cluster.client());
		visitUntilEveryWorkerAnswered(visitor);
		for (View.Worker worker : cluster.workers()) {
			cluster.kill(worker);
			for (int i = 0; i < 10; i++) {
				visitor.visit();
			}
			cluster.awaitReplaced(worker, Deadline.thrice(RESTART));
		}
		visitUntilEveryWorkerAnswered(visitor);
		assertThat(visitor.visits()).isGreaterThan(30);
	}

	@Test
	void killingAWorkerUnderLoadFailsNoGet(Cluster cluster) throws IOException {
		View.Worker victim = cluster.worker(2);
		try (Load load = Load.begin(cluster.port(), Request.get("/api/whoami"), RATE)) {
			awaitAnsweredBy(load, victim);
			cluster.kill(victim);
			cluster.awaitReplaced(victim, Deadline.thrice(RESTART));
			awaitAnsweredBy(load, cluster.worker(2));
			assertNoFailure(load.end());
		}
	}

	@Test
	void stoppedWorkerIsPassedOverThenReplacedAndNoGetFails(Cluster cluster) throws IOException {
		View.Worker victim = cluster.worker(3);
		ProcessHandle process = victim.process();
		try (Load load = Load.begin(cluster.port(), Request.get("/api/whoami"), RATE)) {
			awaitAnsweredBy(load, victim);
			long start = System.nanoTime();
			Signal.STOP.send(victim.pid());
			await("traffic leaves").atMost(Deadline.thrice(THRESHOLD))
				.ignoreExceptions()
				.until(() -> cluster.view().serving().noneMatch((worker) -> isOpen(worker, victim)));
			Deadline.check("traffic left a stopped worker", start, THRESHOLD);
			Cluster.awaitExit(process, Deadline.thrice(THRESHOLD));
			Deadline.check("stopped worker was killed", start, THRESHOLD.plus(Duration.ofSeconds(2)));
			cluster.awaitReplaced(victim, Deadline.thrice(RESTART));
			awaitAnsweredBy(load, cluster.worker(3));
			assertNoFailure(load.end());
		}
	}

	@Test
	void slowRequestsOnEveryWorkerRestartNobody(Cluster cluster) throws IOException {
		List<View.Worker> before = cluster.workers();
		List<CompletableFuture<Answer>> slow = new ArrayList<>();
		long millis = THRESHOLD.plusSeconds(6).toMillis();
		for (int i = 0; i < 200 * before.size(); i++) {
			slow.add(cluster.client().sendLater(Request.get("/api/slow?millis=" + millis)));
		}
		assertThat(slow).allSatisfy((answer) -> assertThat(answer.join().status()).isEqualTo(200));
		cluster.awaitAllServing();
		assertThat(cluster.workers()).extracting(View.Worker::pid)
			.containsExactlyInAnyOrderElementsOf(before.stream().map(View.Worker::pid).toList());
	}

	private static boolean isOpen(View.Worker worker, View.Worker victim) {
		return worker.pid() == victim.pid() && worker.isOpen();
	}

	private static void visitUntilEveryWorkerAnswered(Visitor visitor) {
		Set<Integer> slots = new HashSet<>();
		await("every worker counts").atMost(Duration.ofSeconds(30)).pollInSameThread().until(() -> {
			slots.add(visitor.visit());
			return slots.size() == 3;
		});
	}

	private static void awaitAnsweredBy(Load load, View.Worker worker) {
		await(worker + " answers").atMost(Duration.ofSeconds(30)).until(() -> load.tally().answeredBy(worker) > 20);
	}

	private static void assertNoFailure(Tally tally) {
		assertThat(tally.failures()).as(tally.toString()).isEmpty();
		assertThat(tally.good()).isGreaterThan(RATE);
	}

}
