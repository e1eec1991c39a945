package io.bootcluster.worker;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.bootcluster.control.Message;

/**
 * Gives a sign of life each 250 ms. Owns two daemon threads: one beats, the other looks
 * for deadlocks, so that looking never delays a beat.
 */
final class Pulse {

	private static final Duration BEAT = Duration.ofMillis(250);

	private static final Duration DEADLOCK_SEARCH = Duration.ofSeconds(3);

	private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(2, Pulse::daemon);

	private final Consumer<Message.Up> line;

	private final VitalSigns signs;

	Pulse(Consumer<Message.Up> line, VitalSigns signs) {
		this.line = line;
		this.signs = signs;
	}

	void start() {
		every(BEAT, () -> this.line.accept(this.signs.beat()));
		every(DEADLOCK_SEARCH, this.signs::searchDeadlock);
	}

	private void every(Duration period, Runnable deed) {
		var unused = this.threads.scheduleWithFixedDelay(() -> goOn(deed), 0, period.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * A reading that fails must not look like death.
	 */
	private static void goOn(Runnable deed) {
		try {
			deed.run();
		}
		catch (RuntimeException ex) {
			// The next beat tries again
		}
	}

	private static Thread daemon(Runnable deed) {
		Thread thread = new Thread(deed, "bootcluster-beat");
		thread.setDaemon(true);
		return thread;
	}

}
