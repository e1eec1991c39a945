package io.bootcluster.primary.dispatch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.bootcluster.CloseReason;
import io.bootcluster.TrafficGate.Drained;
import io.bootcluster.WorkerId;
import io.bootcluster.primary.dispatch.DispatcherSettings.Endpoint;
import io.bootcluster.primary.dispatch.DispatcherSettings.Listeners;
import io.bootcluster.primary.dispatch.TlsSettings.ClientAuth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * A {@link Dispatcher} that speaks TLS.
 */
class TlsTests {

	private static final char[] PASSWORD = "changeit".toCharArray();

	private static SSLContext context;

	private DispatcherFixture cluster;

	@BeforeAll
	static void makeKeys(@TempDir Path directory) throws Exception {
		context = context(keyStore(directory.resolve("keys.p12")));
	}

	@BeforeEach
	void open() {
		TlsSettings tls = new TlsSettings(() -> context, List.of("TLSv1.3"), List.of(), ClientAuth.NONE);
		Endpoint endpoint = new Endpoint(Optional.of(InetAddress.getLoopbackAddress()), 0, Optional.of(tls));
		this.cluster = new DispatcherFixture((defaults) -> new DispatcherSettings(
				new Listeners(endpoint, Optional.empty(), defaults.listeners().transport(), 0, 1), defaults.limits(),
				defaults.timeouts(), defaults.policy(), defaults.secret()));
	}

	@AfterEach
	void close() throws Exception {
		this.cluster.close();
	}

	private static KeyStore keyStore(Path file) throws Exception {
		String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
		new ProcessBuilder(keytool, "-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-storetype", "PKCS12",
				"-storepass", "changeit", "-keystore", file.toString(), "-alias", "a")
			.redirectErrorStream(true)
			.start()
			.waitFor();
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(file)) {
			keys.load(in, PASSWORD);
		}
		return keys;
	}

	private static SSLContext context(KeyStore keys) throws Exception {
		KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		own.init(keys, PASSWORD);
		TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trusted.init(keys);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
		return context;
	}

	private SSLSocket client() throws IOException {
		return (SSLSocket) context.getSocketFactory()
			.createSocket(InetAddress.getLoopbackAddress(), this.cluster.dispatcher.port());
	}

	@Test
	void getWhenOverTlsTellsTheWorkerSo() throws Exception {
		FakeWorker worker = this.cluster.worker((connection) -> {
			connection.request();
			connection.answer("x".repeat(300_000));
		});
		try (SSLSocket client = client()) {
			OutputStream out = client.getOutputStream();
			out.write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
			assertThat(answer).startsWith("HTTP/1.1 200").endsWith("x".repeat(1000)).hasSizeGreaterThan(300_000);
		}
		assertThat(worker.onlyRequest()).contains(";s=https;t=TLSv1.3,TLS_");
	}

	@Test
	void drainWhenWebSocketIsOverTlsClosesInOrder() throws Exception {
		byte[] reply = WireFrame.masked(WireFrame.CLOSE, WireFrame.code(1001));
		CompletableFuture<String> heard = new CompletableFuture<>();
		this.cluster.worker((connection) -> {
			connection.request();
			connection.send(TunnelTests.SWITCH);
			connection.send(WireFrame.plain(WireFrame.TEXT));
			heard.complete(connection.bytes(reply.length));
		});
		try (SSLSocket client = client()) {
			client.getOutputStream().write(TunnelTests.UPGRADE.getBytes(StandardCharsets.ISO_8859_1));
			InputStream in = client.getInputStream();
			int next = in.read();
			while (next != WireFrame.TEXT) {
				next = in.read();
			}
			var drained = this.cluster.dispatcher.close(new WorkerId(1, 1), CloseReason.DRAINING,
					Duration.ofMinutes(1));
			byte[] restart = WireFrame.plain(WireFrame.CLOSE, WireFrame.code(1012));
			assertThat(in.readNBytes(1 + restart.length)).isEqualTo(WireFrame.join(new byte[1], restart));
			client.getOutputStream().write(WireFrame.masked(WireFrame.CLOSE, WireFrame.code(1012)));
			assertThat(in.read()).as("closed, and not cut").isEqualTo(-1);
			assertThat(heard.get(5, TimeUnit.SECONDS)).isEqualTo(new String(reply, StandardCharsets.ISO_8859_1));
			assertThat(drained.toCompletableFuture().get(5, TimeUnit.SECONDS)).isEqualTo(new Drained(0));
		}
	}

	@Test
	void handshakeWhenProtocolIsNotEnabledFails() throws Exception {
		try (SSLSocket client = client()) {
			client.setEnabledProtocols(new String[] { "TLSv1.2" });
			assertThatIOException().isThrownBy(client::startHandshake);
		}
	}

}
