package io.bootcluster.primary.dispatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

import io.bootcluster.WorkerId;
import io.bootcluster.primary.dispatch.DispatcherSettings.Endpoint;
import io.bootcluster.primary.dispatch.DispatcherSettings.Limits;
import io.bootcluster.primary.dispatch.DispatcherSettings.Listeners;
import io.bootcluster.primary.dispatch.DispatcherSettings.Timeouts;

import org.springframework.util.FileSystemUtils;

/**
 * A dispatcher on a free port with fake workers, closed whole after each test.
 */
final class DispatcherFixture implements AutoCloseable {

	final Dispatcher dispatcher;

	private final Path directory;

	private final List<AutoCloseable> closeables = new ArrayList<>();

	private int slots;

	DispatcherFixture(UnaryOperator<DispatcherSettings> settings) {
		try {
			this.directory = Files.createTempDirectory("bcd");
			this.dispatcher = Dispatcher.open(settings.apply(defaults()));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static DispatcherFixture open() {
		return new DispatcherFixture(UnaryOperator.identity());
	}

	static DispatcherFixture with(Timeouts timeouts) {
		return new DispatcherFixture((defaults) -> new DispatcherSettings(defaults.listeners(), defaults.limits(),
				timeouts, defaults.policy(), defaults.secret()));
	}

	static DispatcherFixture with(Limits limits) {
		return new DispatcherFixture((defaults) -> new DispatcherSettings(defaults.listeners(), limits,
				defaults.timeouts(), defaults.policy(), defaults.secret()));
	}

	static DispatcherSettings defaults() {
		Endpoint endpoint = new Endpoint(Optional.of(java.net.InetAddress.getLoopbackAddress()), 0, Optional.empty());
		TransportKind transport = TransportKind.valueOf(System.getProperty("test.transport", "AUTO"));
		return new DispatcherSettings(new Listeners(endpoint, Optional.empty(), transport, 0, 1), Limits.defaults(),
				Timeouts.defaults(), Policy.LEAST_BUSY, "s3cret");
	}

	static Timeouts quick(Duration header, Duration hold) {
		Timeouts defaults = Timeouts.defaults();
		return new Timeouts(header, defaults.idle(), defaults.connect(), defaults.response(), hold, hold);
	}

	FakeWorker worker(FakeWorker.Script script) {
		FakeWorker worker = unopened(script);
		this.dispatcher.open(new WorkerId(++this.slots, 1), "r1", worker.address());
		return worker;
	}

	FakeWorker unopened(FakeWorker.Script script) {
		return closing(FakeWorker.start(this.directory, script));
	}

	/**
	 * Wait until the event loop has looked at all its sockets and tasks at least once.
	 */
	void settle() throws Exception {
		for (int i = 0; i < 3; i++) {
			FakeWorker nobody = unopened((connection) -> connection.request());
			this.dispatcher.probe(nobody.address(), "/", Duration.ofSeconds(5)).toCompletableFuture().join();
		}
	}

	/**
	 * Let the event loop stand still.
	 * @param still counted down once it does
	 * @return to count down for it to go on
	 */
	CountDownLatch halt(CountDownLatch still) {
		CountDownLatch go = new CountDownLatch(1);
		CountDownLatch answer = new CountDownLatch(1);
		FakeWorker nobody = unopened((connection) -> answer.await());
		this.dispatcher.probe(nobody.address(), "/", Duration.ofSeconds(30)).thenRun(() -> {
			still.countDown();
			await(go);
		});
		answer.countDown();
		return go;
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	Wire client() throws IOException {
		return closing(Wire.to(this.dispatcher.port()));
	}

	private <T extends AutoCloseable> T closing(T closeable) {
		this.closeables.add(closeable);
		return closeable;
	}

	@Override
	public void close() throws Exception {
		this.dispatcher.close();
		for (AutoCloseable closeable : this.closeables) {
			closeable.close();
		}
		FileSystemUtils.deleteRecursively(this.directory);
	}

}
