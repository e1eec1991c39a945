package io.bootcluster.primary.dispatch;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.bootcluster.CloseReason;
import io.bootcluster.WorkerId;
import io.bootcluster.primary.dispatch.DispatcherSettings.Limits;
import io.bootcluster.primary.dispatch.DispatcherSettings.Timeouts;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that wait because no worker can take them.
 */
class HoldTests {

	private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

	private DispatcherFixture cluster = DispatcherFixture.open();

	@AfterEach
	void close() throws Exception {
		this.cluster.close();
	}

	private void restart(Timeouts timeouts) throws Exception {
		this.cluster.close();
		this.cluster = DispatcherFixture.with(timeouts);
	}

	private void awaitHeld(int count) {
		Awaitility.await().until(() -> this.cluster.dispatcher.snapshot().held() == count);
	}

	@Test
	void heldWhenGateOpensGoesAtOnceWithItsBody() throws Exception {
		Wire client = this.cluster.client().send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nabc");
		awaitHeld(1);
		client.send("def");
		this.cluster.worker((connection) -> {
			connection.request();
			connection.answer(connection.bytes(6));
		});
		assertThat(client.message()).endsWith("abcdef");
		assertThat(this.cluster.dispatcher.snapshot().held()).isZero();
	}

	@Test
	void heldWhenGateOpensAgainGoes() throws Exception {
		FakeWorker worker = this.cluster.worker(FakeWorker.HELLO);
		this.cluster.dispatcher.close(new WorkerId(1, 1), CloseReason.OPERATOR, Duration.ZERO);
		Wire client = this.cluster.client().send(GET);
		awaitHeld(1);
		this.cluster.dispatcher.open(new WorkerId(1, 1), "r1", worker.address());
		assertThat(client.message()).endsWith("hello");
	}

	@Test
	void heldWhenTimeoutPassesIs503() throws Exception {
		restart(DispatcherFixture.quick(Duration.ofSeconds(10), Duration.ofMillis(100)));
		Wire client = this.cluster.client().send(GET);
		assertThat(client.message()).startsWith("HTTP/1.1 503").contains("Retry-After: 1");
		assertThat(this.cluster.dispatcher.snapshot().held()).isZero();
		assertThat(this.cluster.dispatcher.snapshot().failures()).isOne();
		this.cluster.worker(FakeWorker.HELLO);
		assertThat(client.send(GET).message()).endsWith("hello");
	}

	@Test
	void heldWhenExplainedWaitsNoLongerThanHoldTimeoutAndTellsTheReason() throws Exception {
		Timeouts defaults = Timeouts.defaults();
		restart(new Timeouts(defaults.header(), defaults.idle(), defaults.connect(), defaults.response(),
				Duration.ofMillis(100), Duration.ofHours(1)));
		Wire client = this.cluster.client().send(GET);
		awaitHeld(1);
		this.cluster.dispatcher.explain("database is down");
		assertThat(client.message()).startsWith("HTTP/1.1 503").contains("database is down");
	}

	@Test
	void heldWhenQueueIsFullIs503AtOnce() throws Exception {
		this.cluster.close();
		this.cluster = DispatcherFixture.with(new Limits(8192, 100, 1));
		this.cluster.client().send(GET);
		awaitHeld(1);
		assertThat(this.cluster.client().send(GET).message()).startsWith("HTTP/1.1 503");
	}

	@Test
	void heldWhenClientResetsIsDropped() throws Exception {
		Wire client = this.cluster.client().send(GET);
		awaitHeld(1);
		client.channel().setOption(java.net.StandardSocketOptions.SO_LINGER, 0);
		client.close();
		awaitHeld(0);
		FakeWorker worker = this.cluster.worker(FakeWorker.HELLO);
		assertThat(this.cluster.client().send(GET).message()).endsWith("hello");
		assertThat(worker.requests()).isOne();
	}

	@Test
	void everyWorkerWhenUnreadyLetsRequestsPass() throws Exception {
		this.cluster.worker(FakeWorker.HELLO);
		this.cluster.dispatcher.close(new WorkerId(1, 1), CloseReason.UNREADY, Duration.ofDays(1));
		assertThat(this.cluster.client().send(GET).message()).endsWith("hello");
	}

}
