package io.bootcluster.endtoend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Deadline;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.Signal;
import io.bootcluster.endtoend.harness.Visitor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A killed primary takes everything with it and is in nobody's way.
 */
class LosingThePrimaryTests {

	private static final Duration GONE = Duration.ofSeconds(5);

	@Test
	void killedPrimaryLeavesNoProcessAndItsPortFreeForACleanStart() throws IOException {
		Launch launch = Launch.sample().workers(2);
		try (Cluster cluster = launch.serving()) {
			new Visitor(cluster.client()).visit();
			cluster.client().sendLater(Request.get("/api/slow?millis=60000"));
			assertThat(cluster.run().children()).hasSizeGreaterThanOrEqualTo(2);
			long start = System.nanoTime();
			Signal.KILL.send(cluster.run().pid());
			cluster.run().awaitNoProcess(Deadline.thrice(GONE));
			Deadline.check("processes of a killed primary ended", start, GONE);
		}
		assertPortIsFree(launch.port());
		try (Cluster again = launch.serving()) {
			new Visitor(again.client()).visit();
			assertThat(again.output().matching("(?i)stale|in use|unable|could not| WARN | ERROR ")).isEmpty();
			again.run().signal(Signal.TERM);
			assertThat(again.run().exitCode(Duration.ofSeconds(30))).isZero();
			again.run().awaitNoProcess(GONE);
		}
		assertPortIsFree(launch.port());
	}

	private static void assertPortIsFree(int port) throws IOException {
		try (ServerSocket socket = new ServerSocket()) {
			socket.setReuseAddress(true);
			socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
			assertThat(socket.isBound()).isTrue();
		}
	}

}
