package io.bootcluster.worker;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends this process, once. Safe from any thread, and never waits: the exit runs on a
 * thread of its own, because whoever asks may hold what a shutdown hook needs.
 */
class ProcessEnd {

	private final AtomicBoolean ending = new AtomicBoolean();

	/**
	 * Exit in good order, as long as that may take.
	 * @param code the exit code; ignored if the process already exits
	 */
	void exit(int code) {
		if (this.ending.compareAndSet(false, true)) {
			start("bootcluster-exit", () -> System.exit(code));
		}
	}

	/**
	 * Exit in good order, but not later than that.
	 * @param code the exit code; ignored if the process already exits
	 * @param atMost when the process is halted if shutdown hooks still run
	 */
	void exit(int code, Duration atMost) {
		start("bootcluster-halt", () -> {
			try {
				Thread.sleep(atMost.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			Runtime.getRuntime().halt(code);
		});
		exit(code);
	}

	private static void start(String name, Runnable deed) {
		Thread thread = new Thread(deed, name);
		thread.setDaemon(true);
		thread.start();
	}

}
