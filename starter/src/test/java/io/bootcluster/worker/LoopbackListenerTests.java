package io.bootcluster.worker;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import io.bootcluster.ListenerAddress;
import io.bootcluster.control.Message;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Over loopback TCP a worker serves only who knows the secret; a management port has a
 * listener of its own; closing waits for the primary.
 */
class LoopbackListenerTests {

	private static final String FACTS = "Bootcluster-Client: a=203.0.113.9;p=4711;la=192.0.2.1;lp=80;s=http";

	private final Workers workers = new Workers();

	@Test
	void workerOverLoopbackAsksForTheSecretAndLeavesInGoodOrder() throws Exception {
		Worker worker = this.workers.with(ListenerAddress.tcp(0), Optional.of(ListenerAddress.tcp(0)));
		try (ConfigurableApplicationContext application = WorkerApplication.run(worker, "server.port=1234",
				"management.server.port=5678", "server.tomcat.connection-timeout=1")) {
			Message.Listening listening = WorkerApplication.listening(this.workers);
			asksForTheSecret(listening.main().toSocketAddress(), "/seen");
			asksForTheSecret(listening.main().toSocketAddress(), "/dispatched");
			asksForTheSecret(listening.management().orElseThrow().toSocketAddress(), "/actuator");
			assertThat(application.getEnvironment().getProperty("local.server.port")).isEqualTo("8080");
			assertThat(application.getEnvironment().getProperty("local.management.port")).isEqualTo("9090");
			assertThat(threadNameOf(application)).contains("8080");
			closingWaitsForTheOrder(application, listening.main().toSocketAddress());
		}
	}

	private void asksForTheSecret(SocketAddress address, String path) throws Exception {
		for (String wrong : new String[] { "X: y", FACTS, FACTS + ";k=wrong", "Bootcluster-Client: k" }) {
			try (RawClient client = new RawClient(address)) {
				client.send(path, wrong + "\r\n");
				assertThat(client.readToEnd()).startsWith("HTTP/1.1 403");
			}
		}
		assertThat(RawClient.get(address, path, FACTS + ";k=" + Workers.SECRET)).startsWith("HTTP/1.1 200");
		assertThat(RawClient.get(address, path + "?{}", FACTS + ";k=" + Workers.SECRET)).startsWith("HTTP/1.1 400");
	}

	private void closingWaitsForTheOrder(ConfigurableApplicationContext application, SocketAddress address)
			throws Exception {
		CompletableFuture<Void> closing = CompletableFuture.runAsync(application::close);
		Awaitility.await().until(() -> this.workers.said.contains(new Message.Leaving()));
		assertThat(RawClient.get(address, "/seen", FACTS + ";k=" + Workers.SECRET)).startsWith("HTTP/1.1 200");
		assertThat(closing).isNotDone();
		application.getBean(Worker.class).obey(new Message.Stop());
		assertThat(closing).succeedsWithin(Duration.ofSeconds(20));
		assertThat(this.workers.end.ends).isEmpty();
	}

	private static String threadNameOf(ConfigurableApplicationContext application) {
		TomcatWebServer server = (TomcatWebServer) ((WebServerApplicationContext) application).getWebServer();
		return ((PrivateProtocol) server.getTomcat().getConnector().getProtocolHandler()).getName();
	}

}
