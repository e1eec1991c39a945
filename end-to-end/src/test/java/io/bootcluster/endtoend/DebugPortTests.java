package io.bootcluster.endtoend;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import io.bootcluster.endtoend.harness.Cluster;
import io.bootcluster.endtoend.harness.Launch;
import io.bootcluster.endtoend.harness.View;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each worker listens for a debugger of its own, and runs without one where it cannot.
 */
class DebugPortTests {

	private static final String HANDSHAKE = "JDWP-Handshake";

	@Test
	void workersListenForADebuggerUnlessThePortIsTaken() throws IOException {
		int first = twoFreePorts();
		try (ServerSocket taken = new ServerSocket(first + 1, 1, InetAddress.getLoopbackAddress());
				Cluster cluster = Launch.sample()
					.workers(2)
					.with("--bootcluster.worker.debug-port=" + first)
					.serving()) {
			assertThat(greet(first)).isEqualTo(HANDSHAKE);
			assertThat(cluster.output().awaitMatching("starts without a debugger: port " + taken.getLocalPort()))
				.hasSize(1);
			View.Worker killed = cluster.worker(1);
			cluster.kill(killed);
			cluster.awaitReplaced(killed, Duration.ofSeconds(60));
			assertThat(greet(first)).isEqualTo(HANDSHAKE);
		}
	}

	private static String greet(int port) throws IOException {
		try (Socket debugger = new Socket(InetAddress.getLoopbackAddress(), port)) {
			debugger.setSoTimeout(10_000);
			debugger.getOutputStream().write(HANDSHAKE.getBytes(StandardCharsets.US_ASCII));
			return new String(debugger.getInputStream().readNBytes(HANDSHAKE.length()), StandardCharsets.US_ASCII);
		}
	}

	private static int twoFreePorts() throws IOException {
		while (true) {
			int port = Launch.freePort();
			try (ServerSocket next = new ServerSocket(port + 1, 1, InetAddress.getLoopbackAddress())) {
				return next.getLocalPort() - 1;
			}
			catch (java.net.BindException ex) {
				// Taken by somebody else
			}
		}
	}

}
