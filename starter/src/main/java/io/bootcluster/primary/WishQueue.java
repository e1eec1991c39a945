package io.bootcluster.primary;

import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;

import io.bootcluster.Wish;
import io.bootcluster.primary.wishes.WishBook;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Takes wishes in and has them acted upon one after the other, on a thread of its own:
 * whoever hears a wish does not wait for it. Safe from any thread.
 */
final class WishQueue implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(WishQueue.class);

	private final WishBook book;

	private final Fulfilment fulfilment;

	private final AtomicLong count = new AtomicLong();

	private final ExecutorService thread = Executors.newSingleThreadExecutor((task) -> {
		Thread thread = new Thread(task, "bootcluster-wishes");
		thread.setDaemon(true);
		return thread;
	});

	WishQueue(WishBook book, Fulfilment fulfilment) {
		this.book = book;
		this.fulfilment = fulfilment;
	}

	/**
	 * Take a wish of somebody who gave it no id.
	 * @param origin who wishes, one word
	 * @param wish the wish
	 * @return its id
	 * @throws IllegalStateException if too many wishes are under way
	 */
	String add(String origin, Wish wish) {
		String id = wish.id(origin, this.count.incrementAndGet(), Instant.now());
		add(id, wish, origin);
		return id;
	}

	/**
	 * Take a wish.
	 * @param id its id
	 * @param wish the wish
	 * @param origin who wishes
	 * @throws IllegalArgumentException if the id is none, or not new
	 * @throws IllegalStateException if too many wishes are under way
	 */
	void add(String id, Wish wish, String origin) {
		this.book.hear(id, wish, Instant.now());
		logger.info("Wish " + id + " (" + origin + "): " + wish);
		try {
			this.thread.execute(() -> act(id, wish));
		}
		catch (RejectedExecutionException ex) {
			this.book.ended(id, "the cluster stops");
		}
	}

	/**
	 * Return whether there is a wish already.
	 * @param id id of the wish
	 */
	boolean knows(String id) {
		return this.book.knows(id);
	}

	private void act(String id, Wish wish) {
		try {
			this.fulfilment.fulfil(id, wish);
		}
		catch (RuntimeException ex) {
			ended(id, (ex.getMessage() != null) ? ex.getMessage() : ex.toString());
		}
	}

	/**
	 * Take note of how a wish ended.
	 * @param id id of the wish
	 * @param failure why it failed; empty if it came true
	 */
	void ended(String id, String failure) {
		if (!failure.isEmpty()) {
			logger.error("Wish " + id + " failed: " + failure);
		}
		this.book.ended(id, failure);
	}

	@Override
	public void close() {
		this.thread.shutdownNow();
	}

	/**
	 * Acts on wishes.
	 */
	@FunctionalInterface
	interface Fulfilment {

		/**
		 * Do what somebody wishes for, and return before it has come true.
		 * @param id id of the wish
		 * @param wish the wish
		 * @throws RuntimeException if it cannot be done, with the reason for people as
		 * its message
		 */
		void fulfil(String id, Wish wish);

	}

}
