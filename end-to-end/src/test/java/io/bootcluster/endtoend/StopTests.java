package io.bootcluster.endtoend;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.bootcluster.endtoend.harness.Answer;
import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Load;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.Run;
import io.bootcluster.endtoend.harness.SharedCluster;
import io.bootcluster.endtoend.harness.Signal;
import io.bootcluster.endtoend.harness.Tally;
import io.bootcluster.endtoend.harness.View;
import io.bootcluster.endtoend.harness.Visitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever is told to stop first finishes what it has begun.
 */
class StopTests {

	private static final Duration STOP = Duration.ofSeconds(30);

	private static final Request SLOW = Request.get("/api/slow?millis=5000");

	@Test
	@ExtendWith(SharedCluster.class)
	void termToOneWorkerLosesNoRequestAndTheSlotServesAgain(Cluster cluster) throws IOException {
		View.Worker leaving = cluster.worker(1);
		List<CompletableFuture<Answer>> slow = slowRequests(cluster, 12);
		try (Load load = Load.begin(cluster.port(), Request.post("/api/echo", "x".repeat(1000)), 100)) {
			Signal.TERM.send(leaving.pid());
			cluster.awaitReplaced(leaving, Duration.ofSeconds(60));
			assertAllAnswered(slow);
			Tally tally = load.end();
			assertThat(tally.failures()).as(tally.toString()).isEmpty();
		}
	}

	@Test
	void termToTheWholeGroupAnswersWhatIsInFlightAndExitsWithZero() throws IOException {
		try (Cluster cluster = Launch.sample().workers(2).inOwnGroup().serving()) {
			Visitor visitor = new Visitor(cluster.client());
			visitor.visit();
			List<CompletableFuture<Answer>> slow = slowRequests(cluster, 10);
			Signal.TERM.send(-cluster.run().pid());
			assertAllAnswered(slow);
			assertStopped(cluster.run());
		}
	}

	@Test
	void termToThePrimaryAnswersWhatIsInFlightAndExitsWithZero() throws IOException {
		try (Cluster cluster = Launch.sample().workers(1).serving()) {
			List<CompletableFuture<Answer>> slow = slowRequests(cluster, 5);
			cluster.run().signal(Signal.TERM);
			assertAllAnswered(slow);
			assertStopped(cluster.run());
		}
	}

	@Test
	void termWhereTheJvmMayNotHandleSignalsLeavesNoProcess() throws IOException {
		try (Cluster cluster = Launch.sample().workers(1).withJvm("-Xrs").serving()) {
			cluster.run().signal(Signal.TERM);
			cluster.run().exitCode(STOP);
			cluster.run().awaitNoProcess(Duration.ofSeconds(15));
		}
	}

	@Test
	void interruptOfTheGroupDrainsAndASecondOneHastens() throws IOException {
		try (Cluster cluster = Launch.sample().workers(1).inOwnGroup().serving()) {
			CompletableFuture<Answer> endless = cluster.client().sendLater(Request.get("/api/slow?millis=100000"));
			CompletableFuture<Answer> slow = cluster.client().sendLater(SLOW);
			cluster.awaitInFlight(2);
			Signal.INT.send(-cluster.run().pid());
			assertAllAnswered(List.of(slow));
			assertThat(cluster.run().isAlive()).as("waits for the other request").isTrue();
			Signal.INT.send(-cluster.run().pid());
			assertStopped(cluster.run());
			assertThat(endless.join().status()).isEqualTo(502);
		}
	}

	private static List<CompletableFuture<Answer>> slowRequests(Cluster cluster, int count) {
		List<CompletableFuture<Answer>> slow = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			slow.add(cluster.client().sendLater(SLOW));
		}
		cluster.awaitInFlight(slow.size());
		return slow;
	}

	private static void assertAllAnswered(List<CompletableFuture<Answer>> slow) {
		assertThat(slow).allSatisfy((answer) -> assertThat(answer.join().status()).isEqualTo(200));
	}

	private static void assertStopped(Run run) {
		assertThat(run.exitCode(STOP)).as(() -> run.output().toString()).isZero();
		run.awaitNoProcess(Duration.ofSeconds(5));
		assertThat(run.output().matching(" ERROR |Exception")).isEmpty();
	}

}
