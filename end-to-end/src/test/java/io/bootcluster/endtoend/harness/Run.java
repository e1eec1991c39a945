package io.bootcluster.endtoend.harness;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A primary that was started, with all processes below it, whether it serves or not.
 */
public final class Run implements AutoCloseable {

	private final Process primary;

	private final int port;

	private final Output output;

	private final Set<ProcessHandle> seen = ConcurrentHashMap.newKeySet();

	public Run(Process primary, int port) {
		this.primary = primary;
		this.port = port;
		this.output = new Output(primary.getInputStream());
	}

	public long pid() {
		return this.primary.pid();
	}

	public int port() {
		return this.port;
	}

	public Output output() {
		return this.output;
	}

	public Client client() {
		return new Client(this.port);
	}

	/**
	 * Return the processes that the primary has started and that still run. Each is
	 * remembered, so that one which outlives its parent is found too, with those that it
	 * has started.
	 * @return the descendants
	 */
	public List<ProcessHandle> children() {
		this.primary.toHandle().descendants().forEach(this.seen::add);
		List.copyOf(this.seen).forEach((process) -> process.descendants().forEach(this.seen::add));
		return this.seen.stream().filter(ProcessHandle::isAlive).toList();
	}

	/**
	 * Wait for the primary to exit.
	 * @param bound how long it may take
	 * @return its exit code
	 */
	public int exitCode(Duration bound) {
		try {
			if (!this.primary.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
				throw new AssertionError("Primary still runs after " + bound + "\n" + this.output);
			}
			this.output.awaitEnd(5000);
			return this.primary.exitValue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	public boolean isAlive() {
		return this.primary.isAlive();
	}

	public void signal(Signal signal) {
		signal.send(pid());
	}

	/**
	 * Wait until none of the processes that were ever seen runs any more.
	 * @param bound how long it may take
	 */
	public void awaitNoProcess(Duration bound) {
		await("no process left").atMost(bound)
			.untilAsserted(() -> assertThat(children()).extracting(ProcessHandle::info).isEmpty());
	}

	/**
	 * Stop what still runs, hard if need be, and insist that nothing is left.
	 */
	@Override
	public void close() {
		children();
		// Ends a node's wait for balancers, too.
		for (int i = 0; i < 3; i++) {
			Signal.TERM.sendIfAlive(this.primary.toHandle());
		}
		try {
			exitCode(Duration.ofSeconds(30));
			awaitNoProcess(Duration.ofSeconds(10));
		}
		finally {
			children().forEach(ProcessHandle::destroyForcibly);
			this.primary.destroyForcibly();
		}
	}

}
