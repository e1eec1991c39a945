package io.bootcluster.primary.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.bootcluster.CloseReason;
import io.bootcluster.TrafficGate.Drained;
import io.bootcluster.WorkerId;
import io.bootcluster.primary.dispatch.DispatcherSettings.Listeners;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Farewell}: many tunnels to one worker, on two event loops.
 */
class FarewellTests {

	private static final WorkerId WORKER = new WorkerId(1, 1);

	private static final int TUNNELS = 150;

	private static final byte[] REPLY = WireFrame.masked(WireFrame.CLOSE, WireFrame.code(1012));

	private final DispatcherFixture cluster = new DispatcherFixture((defaults) -> {
		Listeners one = defaults.listeners();
		return new DispatcherSettings(new Listeners(one.main(), one.management(), one.transport(), one.backlog(), 2),
				defaults.limits(), defaults.timeouts(), defaults.policy(), defaults.secret());
	});

	private final List<Wire> clients = new ArrayList<>();

	@AfterEach
	void close() throws Exception {
		this.cluster.close();
	}

	private FakeWorker connectAll() throws Exception {
		FakeWorker worker = this.cluster.worker((connection) -> {
			connection.request();
			connection.send(TunnelTests.SWITCH);
			connection.bytes(REPLY.length);
		});
		for (int i = 0; i < TUNNELS; i++) {
			Wire client = this.cluster.client().send(TunnelTests.UPGRADE);
			assertThat(client.head()).startsWith("HTTP/1.1 101");
			this.clients.add(client);
		}
		return worker;
	}

	private CompletableFuture<Drained> drain(Duration deadline) {
		return this.cluster.dispatcher.close(WORKER, CloseReason.DRAINING, deadline).toCompletableFuture();
	}

	private Drained answerAll(CompletableFuture<Drained> drained) throws Exception {
		for (Wire client : this.clients) {
			assertThat(client.bytes(4)).isEqualTo("\u0088\u0002\u0003\u00f4");
			client.send(REPLY);
		}
		return drained.get(30, TimeUnit.SECONDS);
	}

	@Test
	void drainWhenThereAreManyTunnelsKeepsOnePaceForAllLoops() throws Exception {
		connectAll();
		long start = System.nanoTime();
		assertThat(answerAll(drain(Duration.ofSeconds(60)))).isEqualTo(new Drained(0));
		long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
		assertThat(took).as("milliseconds for %d tunnels", TUNNELS).isBetween(10L * (TUNNELS - 7), 30L * TUNNELS);
	}

	/**
	 * At the usual pace some would be left to be cut.
	 */
	@Test
	void drainWhenTimeIsShortTellsAllBeforeItIsUp() throws Exception {
		connectAll();
		drain(Duration.ofSeconds(60));
		assertThat(answerAll(drain(Duration.ofMillis(1200)))).isEqualTo(new Drained(0));
	}

	@Test
	void openWhenAnOperatorResumesTellsNobodyElse() throws Exception {
		FakeWorker worker = connectAll();
		this.cluster.dispatcher.close(WORKER, CloseReason.OPERATOR, Duration.ofSeconds(60));
		this.cluster.dispatcher.open(WORKER, "r1", worker.address());
		this.cluster.settle();
		for (FakeWorker.Connection connection : worker.connections()) {
			connection.send(WireFrame.plain(WireFrame.TEXT));
		}
		long untold = 0;
		for (Wire client : this.clients) {
			untold += (client.readByte() == WireFrame.TEXT) ? 1 : 0;
		}
		assertThat(untold).isGreaterThan(0);
	}

}
