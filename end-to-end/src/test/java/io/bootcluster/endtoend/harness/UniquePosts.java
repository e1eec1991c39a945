package io.bootcluster.endtoend.harness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends POSTs at a steady rate, each with a number of its own, so that it can be counted
 * how often each of them ran. Never tries again.
 */
public final class UniquePosts implements AutoCloseable {

	private static final int THREADS = 4;

	private final Map<Integer, String> outcomes = new ConcurrentSkipListMap<>();

	private final AtomicInteger numbers = new AtomicInteger();

	private final List<Thread> threads = new ArrayList<>();

	private volatile boolean stopping;

	/**
	 * Begin.
	 * @param port where to
	 * @param path what each number is inserted into
	 * @param perSecond how many each second in all
	 */
	public UniquePosts(int port, String path, int perSecond) {
		long interval = TimeUnit.SECONDS.toNanos(THREADS) / perSecond;
		for (int i = 0; i < THREADS; i++) {
			Thread thread = new Thread(() -> run(new Client(port), path, interval), "posts-" + i);
			thread.setDaemon(true);
			this.threads.add(thread);
			thread.start();
		}
	}

	private void run(Client client, String path, long interval) {
		for (long next = System.nanoTime(); !this.stopping; next += interval) {
			for (long wait = next - System.nanoTime(); wait > 0; wait = next - System.nanoTime()) {
				LockSupport.parkNanos(wait);
			}
			int number = this.numbers.incrementAndGet();
			try {
				this.outcomes.put(number, Integer.toString(client.send(Request.post(path.formatted(number))).status()));
			}
			catch (IOException | RuntimeException ex) {
				this.outcomes.put(number, ex.toString());
			}
		}
	}

	public Map<Integer, String> outcomes() {
		return this.outcomes;
	}

	/**
	 * Send no more, and wait for what is under way.
	 * @return what became of each number
	 */
	public Map<Integer, String> end() {
		close();
		return this.outcomes;
	}

	@Override
	public void close() {
		this.stopping = true;
		try {
			for (Thread thread : this.threads) {
				thread.join(TimeUnit.MINUTES.toMillis(1));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
