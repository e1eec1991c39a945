package io.bootcluster.worker;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import io.bootcluster.control.Message;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The worker's way out: whoever wants it to end, nothing stops before the primary has
 * said that no request is left. Safe from any thread.
 */
final class Departure {

	private static final Log logger = LogFactory.getLog(Departure.class);

	/**
	 * So that the primary's own deadline comes first.
	 */
	private static final Duration MARGIN = Duration.ofSeconds(5);

	private static final Duration WITHOUT_PRIMARY = Duration.ofSeconds(2);

	/**
	 * A context that is still starting cannot be closed before it has started.
	 */
	private static final Duration STILL_STARTING = Duration.ofSeconds(1);

	private static final int PRIMARY_GONE = 1;

	private final CountDownLatch released = new CountDownLatch(1);

	private final AtomicBoolean leaving = new AtomicBoolean();

	private final Consumer<Message.Up> line;

	private final Duration patience;

	private final ProcessEnd end;

	private volatile boolean hasStarted;

	private volatile boolean hasServed;

	Departure(Consumer<Message.Up> line, Duration drainTimeout, ProcessEnd end) {
		this.line = line;
		this.patience = drainTimeout.plus(MARGIN);
		this.end = end;
	}

	/**
	 * The application has started: from now on it can be closed in good order.
	 */
	void started() {
		this.hasStarted = true;
	}

	/**
	 * The worker has been ready: from now on it may have requests.
	 */
	void served() {
		this.hasServed = true;
	}

	/**
	 * Say that this worker leaves, if it may have requests, and wait until it has none.
	 * @return {@code true} if the primary said so, {@code false} if there was nothing to
	 * wait for or the wait took too long
	 */
	boolean leave() {
		if (!this.hasServed) {
			return false;
		}
		if (this.released.getCount() > 0 && this.leaving.compareAndSet(false, true)) {
			logger.info("Leaving: waiting until the requests of this worker have ended");
			this.line.accept(new Message.Leaving());
		}
		try {
			return this.released.await(this.patience.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			hasten();
		}
	}

	/**
	 * Wait no longer, now or later.
	 */
	void hasten() {
		this.released.countDown();
	}

	/**
	 * The primary said that this worker has no request left. Who is leaving goes on with
	 * that and keeps its exit code.
	 */
	void stopOrdered() {
		boolean alreadyLeaving = !this.leaving.compareAndSet(false, true);
		this.released.countDown();
		if (!alreadyLeaving) {
			exit(0);
		}
	}

	/**
	 * Exit, in good order if the application has started.
	 * @param code the exit code
	 */
	void exit(int code) {
		if (this.hasStarted) {
			this.end.exit(code);
		}
		else {
			this.end.exit(code, STILL_STARTING);
		}
	}

	/**
	 * The primary is gone, and nobody can reach this worker any more.
	 */
	void primaryGone() {
		this.released.countDown();
		this.end.exit(PRIMARY_GONE, WITHOUT_PRIMARY);
	}

}
