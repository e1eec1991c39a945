package io.bootcluster.primary.dispatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Promise: a connection becomes a tunnel only where a client asked for an upgrade that is
 * passed on and a worker agreed to it; until then all that follows is judged as HTTP, so
 * that nothing is smuggled past the dispatcher (RFC 9110, section 7.8).
 */
class UpgradeSmugglingTests {

	private static final String BAD_VERSION = "GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
			+ "Sec-WebSocket-Version: 777\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

	private static final String DECLINED = "HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket\r\n"
			+ "Sec-WebSocket-Version: 13\r\nContent-Length: 0\r\n\r\n";

	private static final String SWITCHED = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n"
			+ "Upgrade: websocket\r\n\r\n";

	private static final String PRIVATE = "GET /.bootcluster/health/liveness HTTP/1.1\r\nHost: a\r\n\r\n";

	private static final String NEXT = "GET /next HTTP/1.1\r\nHost: a\r\nBootcluster-Client: a=1\r\n\r\n";

	private final DispatcherFixture cluster = DispatcherFixture.open();

	@AfterEach
	void close() throws Exception {
		this.cluster.close();
	}

	@Test
	void pipelinedRequestWhenTheVersionIsDeclinedIsJudgedAsHttp() throws Exception {
		FakeWorker worker = this.cluster.worker((connection) -> {
			connection.request();
			this.cluster.settle();
			connection.send(DECLINED);
			connection.request();
			connection.answer("next");
		});
		Wire client = this.cluster.client().send(BAD_VERSION + PRIVATE + NEXT);
		assertThat(client.message()).startsWith("HTTP/1.1 426 ").containsIgnoringCase("upgrade: websocket");
		assertThat(client.message()).startsWith("HTTP/1.1 404 ");
		assertThat(client.message()).startsWith("HTTP/1.1 200 ").endsWith("next");
		assertThat(worker.connections()).hasSize(1);
		assertThat(worker.connections().get(0).heads).hasSize(2)
			.last()
			.asString()
			.startsWith("GET /next ")
			.containsOnlyOnce("Bootcluster-Client: a=127.0.0.1;");
	}

	@Test
	void malformedRequestWhenTheVersionIsDeclinedIsRefused() throws Exception {
		FakeWorker worker = this.cluster.worker((connection) -> {
			connection.request();
			connection.send(DECLINED);
			connection.request();
		});
		Wire client = this.cluster.client().send(BAD_VERSION + "\u0081\u0005hello");
		assertThat(client.message()).startsWith("HTTP/1.1 426 ");
		assertThat(client.rest()).startsWith("HTTP/1.1 400 ");
		assertThat(worker.requests()).isOne();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /ws HTTP/1.1\r\nHost: a\r\n\r\n",
			"GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\n",
			"GET /ws HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\n\r\n",
			"GET /ws HTTP/1.0\r\nConnection: upgrade, keep-alive\r\nUpgrade: websocket\r\n\r\n",
			"GET /ws HTTP/1.1\r\nHost: a\r\nConnection: upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMA\r\n\r\n",
			"GET /ws HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket, h2c\r\n\r\n",
			"POST /ws HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket\r\nContent-Length: 1\r\n\r\nx",
			"POST /ws HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket\r\n"
					+ "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" })
	void switchWhenNoUpgradeWasPassedOnIsABadGateway(String request) throws Exception {
		FakeWorker worker = this.cluster.worker((connection) -> {
			String head = connection.request();
			connection.send(head.contains("/ws ") ? SWITCHED : "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnext");
			connection.rest();
		});
		Wire client = this.cluster.client().send(request + PRIVATE + NEXT);
		assertThat(client.message()).startsWith("HTTP/1.1 502 ");
		assertThat(client.message()).startsWith("HTTP/1.1 404 ");
		assertThat(client.message()).startsWith("HTTP/1.1 200 ").endsWith("next");
		assertThat(worker.connections()).hasSize(2);
		assertThat(worker.connections().get(0).heads).singleElement()
			.asString()
			.startsWith(request.substring(0, request.indexOf(' ')) + " /ws ")
			.doesNotContainIgnoringCase("upgrade:")
			.doesNotContainIgnoringCase("http2-settings");
	}

}
