package io.bootcluster.control;

import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The one thread that serves every line of this process. Owns its selector and all that
 * is registered there; a daemon, so that it keeps no JVM alive.
 */
final class LineLoop {

	private static final Log logger = LogFactory.getLog(LineLoop.class);

	private static final long ROUND_MILLIS = 1000;

	private final Selector selector;

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final Runnable everyRound;

	private final Thread thread;

	private volatile boolean closed;

	/**
	 * Create a loop that is not running yet.
	 * @param name name of its thread
	 * @param everyRound runs after each round, which is at least once a second
	 * @throws IOException if there is no selector to be had
	 */
	LineLoop(String name, Runnable everyRound) throws IOException {
		this.selector = Selector.open();
		this.everyRound = everyRound;
		this.thread = new Thread(this::run, name);
		this.thread.setDaemon(true);
	}

	void start() {
		this.thread.start();
	}

	SelectionKey register(SelectableChannel channel, int operations, Ready ready) throws IOException {
		return channel.register(this.selector, operations, ready);
	}

	void execute(Runnable task) {
		this.tasks.add(task);
		wakeup();
	}

	void wakeup() {
		if (Thread.currentThread() != this.thread) {
			this.selector.wakeup();
		}
	}

	/**
	 * Close everything registered and end the thread. Safe from any thread, also twice.
	 */
	void close() {
		this.closed = true;
		this.selector.wakeup();
	}

	private void run() {
		try {
			while (!this.closed) {
				this.selector.select((key) -> ((Ready) key.attachment()).ready(key), ROUND_MILLIS);
				for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
					task.run();
				}
				this.everyRound.run();
			}
		}
		catch (IOException | ClosedSelectorException ex) {
			logger.error("The line to the workers broke down", ex);
		}
		finally {
			closeAll();
		}
	}

	private void closeAll() {
		new ArrayList<>(this.selector.keys()).forEach((key) -> ((Ready) key.attachment()).close());
		try {
			this.selector.close();
		}
		catch (IOException ex) {
			logger.debug("The selector did not close well", ex);
		}
	}

	/**
	 * Something registered, which does its work when the channel is ready and never
	 * throws.
	 */
	interface Ready {

		void ready(SelectionKey key);

		void close();

	}

}
