package io.bootcluster.worker;

import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

import io.bootcluster.ListenerAddress;
import io.bootcluster.control.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A worker serves over its Unix domain socket, and tells the application what the client
 * sees.
 */
class UnixListenerTests {

	private static final String FACTS = "Bootcluster-Client: a=203.0.113.9;p=4711;la=192.0.2.1;lp=8443;s=https;"
			+ "t=TLSv1.3,TLS_AES_128_GCM_SHA256";

	private static final int LARGEST_HEAD = 8 * 1024;

	private static final String SECRET_FACTS = FACTS + ";k=" + Workers.SECRET;

	@TempDir
	private static Path directory;

	private static final Workers workers = new Workers();

	private static Path socket;

	private static SocketAddress address;

	private static ConfigurableApplicationContext application;

	@BeforeAll
	static void run() throws Exception {
		socket = Files.writeString(directory.resolve("worker.sock"), "left by a killed worker");
		application = WorkerApplication.run(workers.with(ListenerAddress.unix(socket), Optional.empty()),
				"server.port=8443", "server.address=192.0.2.1", "server.ssl.bundle=no-such-bundle",
				"server.http2.enabled=true", "server.servlet.context-path=/app", "server.tomcat.max-connections=1",
				"server.tomcat.max-keep-alive-requests=5", "server.tomcat.connection-timeout=1",
				"server.tomcat.keep-alive-timeout=1", "server.tomcat.accept-count=1",
				"server.forward-headers-strategy=native");
		address = WorkerApplication.addressOf(workers);
	}

	@AfterAll
	static void stop() {
		application.getBean(Worker.class).departure().hasten();
		application.close();
	}

	@Test
	void listenerIsPrivateAndThePublicPortIsReported() throws Exception {
		assertThat(WorkerApplication.listening(workers).main()).isEqualTo(ListenerAddress.unix(socket));
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket))).isEqualTo("rw-------");
		assertThat(application.getEnvironment().getProperty("server.port")).isEqualTo("8443");
		assertThat(application.getEnvironment().getProperty("local.server.port")).isEqualTo("8080");
	}

	@Test
	void requestWhenThereAreFactsSeesTheClientAndNotTheField() throws Exception {
		assertThat(RawClient.get(address, "/app/seen", FACTS)).startsWith("HTTP/1.1 200")
			.endsWith("203.0.113.9|203.0.113.9|4711|192.0.2.1|8443|https|true|example.com|443|null|"
					+ "TLS_AES_128_GCM_SHA256");
	}

	@Test
	void requestWhenItIsDispatchedAgainSeesTheSameClient() throws Exception {
		assertThat(RawClient.get(address, "/app/dispatched", FACTS)).startsWith("HTTP/1.1 200")
			.contains("203.0.113.9|203.0.113.9|4711|192.0.2.1|8443|https|true|");
	}

	@Test
	void connectionWhenTheClientsHasTlsIsSecure() throws Exception {
		assertThat(RawClient.get(address, "/app/connection", FACTS)).endsWith("secure: true");
		assertThat(RawClient.get(address, "/app/connection", FACTS.replace("s=https", "s=http")))
			.endsWith("secure: false");
	}

	@Test
	void requestWhenTomcatCannotReadItGets400() throws Exception {
		assertThat(RawClient.get(address, "/app/seen?{}", FACTS)).startsWith("HTTP/1.1 400");
	}

	@Test
	void requestWhenThereAreNoFactsSeesLoopback() throws Exception {
		assertThat(RawClient.get(address, "/app/seen")).contains("127.0.0.1|127.0.0.1|0|127.0.0.1|8080|http|false|");
	}

	@Test
	void forwardedForWhenTheClientIsATrustedProxyIsBelievedAndElseNot() throws Exception {
		String forwarded = "X-Forwarded-For: 198.51.100.7";
		assertThat(RawClient.get(address, "/app/seen", FACTS, forwarded)).contains("203.0.113.9|");
		assertThat(RawClient.get(address, "/app/seen", FACTS.replace("203.0.113.9", "10.0.0.5"), forwarded))
			.contains("198.51.100.7|");
	}

	@Test
	void connectionWhenManyRequestsAreSentIsNeverClosed() throws Exception {
		try (RawClient client = new RawClient(address); RawClient other = new RawClient(address)) {
			for (int request = 0; request < 150; request++) {
				client.send("/app/seen", FACTS + "\r\n");
				assertThat(client.readUntil("SHA256")).startsWith("HTTP/1.1 200").doesNotContain("Connection: close");
			}
			other.send("/app/seen", FACTS + "\r\n");
			assertThat(other.readUntil("SHA256")).startsWith("HTTP/1.1 200");
		}
	}

	@Test
	void requestWhenAsLargeAsTheApplicationAllowsHasRoomForTheFacts() throws Exception {
		int without = "GET /app/seen HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\nX: \r\n\r\n".length();
		String large = "X: " + "x".repeat(LARGEST_HEAD - without);
		assertThat(RawClient.get(address, "/app/seen", large, FACTS)).startsWith("HTTP/1.1 200");
	}

	@Test
	void probeWhenItKnowsTheSecretGetsTheGroupsAnswerAtOnce() throws Exception {
		assertThat(probe("readiness")).startsWith("HTTP/1.1 200").endsWith("UP");
		AvailabilityChangeEvent.publish(application, ReadinessState.REFUSING_TRAFFIC);
		assertThat(workers.said).last().isEqualTo(new Message.Readiness(false, "readiness state REFUSING_TRAFFIC"));
		assertThat(probe("readiness")).startsWith("HTTP/1.1 503").contains("OUT_OF_SERVICE: readinessState");
		assertThat(probe("liveness")).startsWith("HTTP/1.1 200");
		AvailabilityChangeEvent.publish(application, ReadinessState.ACCEPTING_TRAFFIC);
		assertThat(workers.said).last().isEqualTo(new Message.Readiness(true, ""));
	}

	@Test
	void probeWhenItDoesNotKnowTheSecretIsAPathLikeAnyOther() throws Exception {
		assertThat(RawClient.get(address, "/.bootcluster/health/liveness", FACTS)).startsWith("HTTP/1.1 404");
		assertThat(RawClient.get(address, "/.bootcluster/health/liveness", FACTS + ";k=wrong"))
			.startsWith("HTTP/1.1 404");
	}

	private static String probe(String group) throws Exception {
		return RawClient.get(address, "/.bootcluster/health/" + group, SECRET_FACTS);
	}

}
