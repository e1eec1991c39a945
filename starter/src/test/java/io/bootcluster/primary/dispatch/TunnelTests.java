package io.bootcluster.primary.dispatch;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.bootcluster.CloseReason;
import io.bootcluster.TrafficGate.Drained;
import io.bootcluster.WorkerId;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Upgraded connections.
 */
class TunnelTests {

	static final String UPGRADE = "GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
			+ "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

	static final String SWITCH = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n"
			+ "Upgrade: websocket\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

	private static final FakeWorker.Script ECHO = (connection) -> {
		connection.request();
		connection.send(SWITCH + "first");
		for (int next = connection.readByte(); next >= 0; next = connection.readByte()) {
			connection.send(new byte[] { (byte) next });
		}
	};

	private final DispatcherFixture cluster = DispatcherFixture.open();

	@AfterEach
	void close() throws Exception {
		this.cluster.close();
	}

	@Test
	void upgradeWhenWorkerSwitchesPassesBytesBothWays() throws Exception {
		this.cluster.worker(ECHO);
		Wire client = this.cluster.client().send(UPGRADE + "early");
		assertThat(client.head()).startsWith("HTTP/1.1 101").containsIgnoringCase("upgrade: websocket");
		assertThat(client.bytes(10)).contains("first").contains("early");
		assertThat(client.send("\u0000\r\n\r\nraw").bytes(8)).isEqualTo("\u0000\r\n\r\nraw");
	}

	@Test
	void framesWhenOfAnyKindPassBothWaysAsTheyAre() throws Exception {
		byte[] frames = WireFrame.join(WireFrame.plain(1, new byte[200]), WireFrame.plain(WireFrame.PING),
				WireFrame.plain(WireFrame.FIN, new byte[70_000]), WireFrame.plain(0xc2, new byte[3]),
				new byte[] { (byte) WireFrame.BINARY, 126, 0, 1, 7 }, WireFrame.plain(WireFrame.CLOSE));
		this.cluster.worker((connection) -> {
			connection.request();
			connection.send(SWITCH);
			connection.send(frames);
			connection.send(connection.bytes(frames.length).getBytes(StandardCharsets.ISO_8859_1));
		});
		Wire client = this.cluster.client().send(UPGRADE);
		client.head();
		client.send(frames);
		String expected = new String(frames, StandardCharsets.ISO_8859_1);
		assertThat(client.bytes(frames.length)).isEqualTo(expected);
		assertThat(client.rest()).isEqualTo(expected);
	}

	@Test
	void upgradeWhenWorkerDeclinesStaysHttp() throws Exception {
		this.cluster.worker(FakeWorker.HELLO);
		Wire client = this.cluster.client().send(UPGRADE);
		assertThat(client.message()).endsWith("hello");
		assertThat(client.send(UPGRADE).message()).endsWith("hello");
	}

	@Test
	void tunnelWhenClientClosesClosesTheWorkersEnd() throws Exception {
		FakeWorker worker = this.cluster.worker(ECHO);
		Wire client = this.cluster.client().send(UPGRADE);
		client.until("first");
		assertThat(this.cluster.dispatcher.snapshot().inFlight()).isOne();
		client.close();
		Awaitility.await().until(() -> !worker.connections().get(0).channel().isOpen());
		Awaitility.await().until(() -> this.cluster.dispatcher.snapshot().inFlight() == 0);
	}

	@Test
	void tunnelWhenWorkerClosesDeliversItsLastBytes() throws Exception {
		this.cluster.worker((connection) -> {
			connection.request();
			connection.send(SWITCH + "last bytes");
		});
		Wire client = this.cluster.client().send(UPGRADE);
		client.head();
		assertThat(client.rest()).isEqualTo("last bytes");
		Awaitility.await().until(() -> this.cluster.dispatcher.snapshot().inFlight() == 0);
	}

	@Test
	void tunnelWhenWorkerClosesWhileClientSendsDeliversItsLastBytes() throws Exception {
		byte[] last = new byte[300_000];
		this.cluster.worker((connection) -> {
			connection.request();
			connection.send(SWITCH);
			connection.readByte();
			connection.send(last);
		});
		Wire client = this.cluster.client().send(UPGRADE);
		client.head();
		client.send(new byte[100_000]);
		assertThat(client.rest()).hasSize(last.length);
	}

	@Test
	void tunnelWhenClientShutsItsSideStillGetsTheAnswer() throws Exception {
		this.cluster.worker((connection) -> {
			connection.request();
			connection.send(SWITCH);
			connection.send("heard " + connection.rest());
		});
		Wire client = this.cluster.client().send(UPGRADE);
		client.head();
		client.send("last words").channel().shutdownOutput();
		assertThat(client.rest()).isEqualTo("heard last words");
		Awaitility.await().until(() -> this.cluster.dispatcher.snapshot().inFlight() == 0);
	}

	@Test
	void tunnelWhenItSpeaksNoFramesIsCutWithoutAWord() throws Exception {
		this.cluster.worker(ECHO);
		Wire client = this.cluster.client().send(UPGRADE);
		client.until("first");
		assertThat(this.cluster.dispatcher.close(new WorkerId(1, 1), CloseReason.DRAINING, Duration.ZERO)
			.toCompletableFuture()
			.get(5, TimeUnit.SECONDS)).isEqualTo(new Drained(1));
		assertThat(client.rest()).isEmpty();
	}

}
