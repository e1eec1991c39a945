package io.bootcluster.endtoend.harness;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * Sends requests at a steady rate, half on fresh connections and half on kept ones,
 * counts what comes back, and never tries again.
 */
public final class Load implements AutoCloseable {

	private static final int THREADS = 32;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final int port;

	private final Request request;

	private final Tally tally = new Tally();

	private final List<Thread> threads = new ArrayList<>();

	private volatile boolean stopping;

	private Load(int port, Request request) {
		this.port = port;
		this.request = request;
	}

	/**
	 * Begin.
	 * @param port where to
	 * @param request what to send, over and over
	 * @param perSecond how many each second in all
	 * @return the load, which goes on until it is closed
	 */
	public static Load begin(int port, Request request, int perSecond) {
		return begin(port, request, perSecond, 2);
	}

	/**
	 * Begin, on fresh connections only: an Nginx that reads its configuration anew closes
	 * those that are kept, which clients other than this one notice before they send.
	 * @param port where to
	 * @param request what to send, over and over
	 * @param perSecond how many each second in all
	 * @return the load, which goes on until it is closed
	 */
	public static Load beginFresh(int port, Request request, int perSecond) {
		return begin(port, request, perSecond, 1);
	}

	private static Load begin(int port, Request request, int perSecond, int freshOneIn) {
		Load load = new Load(port, request);
		long interval = TimeUnit.SECONDS.toNanos(THREADS) / perSecond;
		for (int i = 0; i < THREADS; i++) {
			boolean fresh = i % freshOneIn == 0;
			long offset = interval * i / THREADS;
			Thread thread = new Thread(() -> load.run(fresh, System.nanoTime() + offset, interval), "load-" + i);
			thread.setDaemon(true);
			load.threads.add(thread);
		}
		load.threads.forEach(Thread::start);
		return load;
	}

	public Tally tally() {
		return this.tally;
	}

	/**
	 * Send no more, wait for what is under way, and return the counts.
	 * @return the counts
	 */
	public Tally end() {
		close();
		return this.tally;
	}

	@Override
	public void close() {
		this.stopping = true;
		try {
			for (Thread thread : this.threads) {
				thread.join(PATIENCE.toMillis());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void run(boolean fresh, long first, long interval) {
		@Nullable Connection connection = null;
		for (long next = first; !this.stopping; next += interval) {
			for (long wait = next - System.nanoTime(); wait > 0; wait = next - System.nanoTime()) {
				LockSupport.parkNanos(wait);
			}
			connection = once(connection, fresh);
		}
		closed(connection);
	}

	private @Nullable Connection once(@Nullable Connection open, boolean fresh) {
		@Nullable Connection connection = open;
		long start = System.nanoTime();
		try {
			if (connection == null) {
				connection = new Connection(this.port, PATIENCE);
			}
			Answer answer = connection.exchange(this.request);
			this.tally.answered(answer, start);
			return (fresh || !connection.isReusable()) ? closed(connection) : connection;
		}
		catch (IOException | RuntimeException ex) {
			this.tally.failed(ex, open != null, start);
			return closed(connection);
		}
	}

	private static @Nullable Connection closed(@Nullable Connection connection) {
		if (connection != null) {
			connection.close();
		}
		return null;
	}

}
