package io.bootcluster.primary.supervisor;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;

import io.bootcluster.control.Message;

/**
 * What one life has used up. Confined to the supervisor's thread.
 */
final class Wear {

	/**
	 * So many collections must agree, since one may have met a large request.
	 */
	private static final int COLLECTIONS = 3;

	private final Deque<Long> live = new ArrayDeque<>(COLLECTIONS);

	private long requests;

	/**
	 * Take note of a beat. Another figure for what is live means that there was another
	 * collection.
	 * @param beat the beat
	 */
	void beat(Message.Beat beat) {
		Long latest = this.live.peekLast();
		if (beat.heapLive() <= 0 || (latest != null && latest == beat.heapLive())) {
			return;
		}
		if (this.live.size() == COLLECTIONS) {
			this.live.removeFirst();
		}
		this.live.addLast(beat.heapLive());
	}

	/**
	 * Take note of how many requests it was given.
	 * @param count all of them
	 */
	void requests(long count) {
		this.requests = count;
	}

	/**
	 * Return what stayed live through several collections.
	 * @return bytes, or 0 before there were several
	 */
	long live() {
		return (this.live.size() < COLLECTIONS) ? 0 : Collections.min(this.live);
	}

	long requests() {
		return this.requests;
	}

}
