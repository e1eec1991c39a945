package io.bootcluster.primary.accesslog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.bootcluster.AccessLog;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What waits takes only so much room, however it is made up.
 */
class EntryQueueTests {

	private final EntryQueue queue = new EntryQueue();

	@Test
	void longEntriesAreFewer() throws InterruptedException {
		AccessLog.Entry entry = entry(1024);
		assertThat(fill(entry)).isEqualTo((int) (EntryQueue.MOST_CHARACTERS / (4 * 1024)));
		List<AccessLog.Entry> batch = new ArrayList<>();
		this.queue.drainTo(batch, 10, 0);
		assertThat(batch).hasSize(10);
		assertThat(fill(entry)).as("room that was made").isEqualTo(10);
	}

	@Test
	void shortEntriesAreCounted() {
		assertThat(fill(entry(1))).isEqualTo(EntryQueue.MOST_ENTRIES);
	}

	private int fill(AccessLog.Entry entry) {
		int taken = 0;
		while (this.queue.offer(entry)) {
			taken++;
		}
		return taken;
	}

	private static AccessLog.Entry entry(int length) {
		String text = "x".repeat(length);
		return new AccessLog.Entry(Instant.EPOCH, "127.0.0.1", text, text, text, text, "",
				new AccessLog.Result(200, 1, "answered", "1.1", 0, Duration.ZERO, Duration.ZERO));
	}

}
