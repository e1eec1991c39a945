package io.bootcluster.primary.dispatch;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.netty.channel.epoll.Epoll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.bootcluster.WorkerId;
import io.bootcluster.primary.dispatch.DispatcherSettings.Endpoint;
import io.bootcluster.primary.dispatch.DispatcherSettings.Listeners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Dispatcher#handOver} and {@link Dispatcher#takeOver}: one port, two
 * dispatchers, no connection lost.
 */
class HandOverTests {

	private static final Duration BOUND = Duration.ofSeconds(10);

	@TempDir
	private Path directory;

	private DispatcherFixture old;

	private FakeWorker worker;

	@BeforeEach
	void open() {
		Assumptions.assumeTrue(Epoll.isAvailable(), "Only epoll can hand listeners over");
		this.old = DispatcherFixture.open();
		this.worker = this.old.worker(answering("old"));
	}

	@AfterEach
	void close() throws Exception {
		if (this.old != null) {
			this.old.close();
		}
	}

	private static FakeWorker.Script answering(String name) {
		return (connection) -> {
			while (!connection.request().isEmpty()) {
				connection.answer(name);
			}
		};
	}

	private Dispatcher takeOver(int port) throws Exception {
		Path socket = this.directory.resolve("ports");
		try (AutoCloseable offer = this.old.dispatcher.handOver(socket)) {
			return Dispatcher.takeOver(settings(port), socket);
		}
	}

	private static DispatcherSettings settings(int port) {
		DispatcherSettings defaults = DispatcherFixture.defaults();
		Endpoint endpoint = new Endpoint(Optional.of(InetAddress.getLoopbackAddress()), port, Optional.empty());
		return new DispatcherSettings(new Listeners(endpoint, Optional.empty(), TransportKind.EPOLL, 0, 1),
				defaults.limits(), defaults.timeouts(), defaults.policy(), defaults.secret());
	}

	private String ask() throws IOException {
		try (Wire client = Wire.to(this.old.dispatcher.port())) {
			return ask(client);
		}
	}

	private static String ask(Wire client) throws IOException {
		String head = client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").head();
		return (head.contains("Connection: close") ? "last " : "") + client.bytes(3);
	}

	@Test
	void takeOverAcceptsNothingBeforeItIsTold() throws Exception {
		int port = this.old.dispatcher.port();
		try (Dispatcher next = takeOver(port)) {
			assertThat(next.port()).isEqualTo(port);
			for (int i = 0; i < 20; i++) {
				assertThat(ask()).isEqualTo("old");
			}
			assertThat(next.snapshot().connections()).isZero();
		}
		assertThat(ask()).isEqualTo("old");
	}

	@Test
	void acceptSharesTheConnectionsAndRetireLeavesThemToTheOther() throws Exception {
		try (Dispatcher next = takeOver(this.old.dispatcher.port());
				FakeWorker fresh = this.old.unopened(answering("new"));
				Wire kept = this.old.client()) {
			assertThat(ask(kept)).isEqualTo("old");
			next.open(new WorkerId(1, 1), "r1", fresh.address());
			next.accept();
			await().atMost(BOUND).until(() -> ask().equals("new"));
			int port = this.old.dispatcher.port();
			this.old.dispatcher.retire();
			for (int i = 0; i < 50; i++) {
				try (Wire client = Wire.to(port)) {
					assertThat(ask(client)).isEqualTo("new");
				}
			}
			assertThat(ask(kept)).isEqualTo("last old");
			assertThat(kept.readByte()).isEqualTo(-1);
		}
	}

	@Test
	void takeOverOfAnotherPortIsRefusedAndTheOldListenerStays() throws Exception {
		assertThatExceptionOfType(ListenException.class).isThrownBy(() -> takeOver(this.old.dispatcher.port() - 1))
			.withMessageContaining("does not listen there");
		assertThat(ask()).isEqualTo("old");
	}

	@Test
	void connectionsThatNobodyHasAcceptedYetAreNotLost() throws Exception {
		int port = this.old.dispatcher.port();
		try (Dispatcher next = takeOver(port); FakeWorker fresh = this.old.unopened(answering("new"))) {
			this.old.dispatcher.retire();
			try (Wire early = Wire.to(port)) {
				next.open(new WorkerId(1, 1), "r1", fresh.address());
				next.accept();
				assertThat(ask(early)).isEqualTo("new");
			}
		}
	}

}
