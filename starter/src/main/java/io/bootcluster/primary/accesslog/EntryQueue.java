package io.bootcluster.primary.accesslog;

import java.util.Collection;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.bootcluster.AccessLog.Entry;

/**
 * Entries that wait for the disk: only so many, and only so many characters, lest a disk
 * that hangs cost the primary its memory. Safe from any thread.
 */
final class EntryQueue {

	static final int MOST_ENTRIES = 16 * 1024;

	static final long MOST_CHARACTERS = 8 * 1024 * 1024;

	private final BlockingQueue<Entry> entries = new ArrayBlockingQueue<>(MOST_ENTRIES);

	private final AtomicLong characters = new AtomicLong();

	/**
	 * Have an entry wait.
	 * @param entry the entry
	 * @return {@code false} if there is no room
	 */
	boolean offer(Entry entry) {
		long length = length(entry);
		if (this.characters.addAndGet(length) <= MOST_CHARACTERS && this.entries.offer(entry)) {
			return true;
		}
		this.characters.addAndGet(-length);
		return false;
	}

	/**
	 * Take entries, or wait for the first.
	 * @param batch where to put them
	 * @param most how many are taken
	 * @param nanos how long to wait for one
	 * @throws InterruptedException if waiting is no longer wanted
	 */
	void drainTo(Collection<Entry> batch, int most, long nanos) throws InterruptedException {
		Entry first = this.entries.poll(nanos, TimeUnit.NANOSECONDS);
		if (first != null) {
			batch.add(first);
			this.entries.drainTo(batch, most - 1);
			this.characters.addAndGet(-batch.stream().mapToLong(EntryQueue::length).sum());
		}
	}

	private static long length(Entry entry) {
		return (long) entry.line().length() + entry.referrer().length() + entry.agent().length()
				+ entry.requestId().length() + entry.forwardedFor().length();
	}

	int size() {
		return this.entries.size();
	}

	boolean isEmpty() {
		return this.entries.isEmpty();
	}

}
