package io.bootcluster.endtoend;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Listeners;
import io.bootcluster.endtoend.harness.Request;
import io.bootcluster.endtoend.harness.SharedCluster;
import io.bootcluster.endtoend.harness.View;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Nobody but the primary gets to a worker, and nobody gets to what is between the two.
 */
@ExtendWith(SharedCluster.class)
class PrivateListenerTests {

	private static final List<String> PROBES = List.of("/.bootcluster/health/liveness",
			"/.bootcluster/health/readiness");

	@Test
	void workersListenOnOneSocketEachThatOnlyTheirUserCanReach(Cluster cluster) throws IOException {
		for (View.Worker worker : cluster.workers()) {
			assertThat(Listeners.ports(worker.pid())).isEmpty();
			Path socket = socket(worker);
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket))).isEqualTo("rw-------");
			assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
				.isEqualTo("rwx------");
		}
	}

	@Test
	void anotherUserIsTurnedAwayByTheSystem(Cluster cluster) throws Exception {
		Path setpriv = Path.of("/usr/bin/setpriv");
		Assumptions.assumeTrue(Files.isExecutable(setpriv) && System.getProperty("user.name").equals("root"),
				"another user can be played by root alone, with setpriv");
		Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "there is no curl");
		String socket = socket(cluster.worker(1)).toString();
		assertThat(curl(socket)).as("our own user").isZero();
		assertThat(curl(socket, setpriv.toString(), "--reuid=65534", "--regid=65534", "--clear-groups"))
			.as("could not connect")
			.isEqualTo(7);
	}

	private static int curl(String socket, String... prefix) throws Exception {
		List<String> command = new ArrayList<>(List.of(prefix));
		command
			.addAll(List.of("curl", "-s", "-o", "/dev/null", "--unix-socket", socket, "http://localhost/api/whoami"));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		process.getInputStream().readAllBytes();
		return process.waitFor();
	}

	@Test
	void probePathIsNotThereForClients(Cluster cluster) throws IOException {
		for (String probe : PROBES) {
			for (String path : List.of(probe, probe + "?x", "http://localhost" + probe, "/%2e" + probe.substring(2),
					"/x/.." + probe, "/." + probe, "/" + probe, probe + "/", probe + ";a=b",
					probe.replace("health", "%68ealth"))) {
				Request request = Request.get(path).with("Bootcluster-Client", "a=127.0.0.1;p=1;s=http;k=x");
				assertThat(cluster.client().send(request).status()).as(path).isIn(400, 404);
			}
		}
	}

	@Test
	void probePathIsNotThereForWhoReachesAWorkerWithoutTheSecret(Cluster cluster) throws IOException {
		for (String probe : PROBES) {
			assertThat(direct(socket(cluster.worker(1)), probe, "")).startsWith("HTTP/1.1 404");
			assertThat(direct(socket(cluster.worker(1)), probe,
					"Bootcluster-Client: a=127.0.0.1;p=1;la=127.0.0.1;lp=1;s=http;k=guessed\r\n"))
				.startsWith("HTTP/1.1 404");
		}
	}

	private static String direct(Path socket, String path, String fields) throws IOException {
		try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
			channel.connect(UnixDomainSocketAddress.of(socket));
			channel.write(ByteBuffer
				.wrap(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + fields + "\r\n")
					.getBytes(StandardCharsets.ISO_8859_1)));
			return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.ISO_8859_1);
		}
	}

	@Test
	void fieldsOfOursNeverArrive(Cluster cluster) throws IOException {
		JsonNode seen = cluster.client()
			.send(Request.get("/api/headers")
				.with("Bootcluster-Client", "a=203.0.113.9;p=1;la=203.0.113.8;lp=1;s=https")
				.with("BOOTCLUSTER-CLIENT", "a=203.0.113.9;p=1;la=203.0.113.8;lp=1;s=https")
				.with("bootcluster-worker", "1")
				.with("Bootcluster-Anything-Else", "x")
				.with("X-Kept", "yes"))
			.ok()
			.json();
		assertThat(seen.toString()).containsIgnoringCase("x-kept")
			.doesNotContainIgnoringCase("bootcluster")
			.doesNotContain("203.0.113");
		assertThat(seen.path("remoteAddress").asString()).isEqualTo("127.0.0.1");
		assertThat(seen.path("scheme").asString()).isEqualTo("http");
	}

	private static Path socket(View.Worker worker) {
		List<Path> paths = Listeners.paths(worker.pid());
		assertThat(paths).hasSize(1);
		return paths.get(0);
	}

}
