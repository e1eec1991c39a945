package io.bootcluster.worker;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;

import io.bootcluster.control.Message;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A beat says how the JVM really is.
 */
class VitalSignsTests {

	private final VitalSigns signs = VitalSigns.ofThisProcess();

	@Test
	void beatWhenCollectedTellsTheHeapLeftInUse() {
		System.gc();
		Message.Beat beat = this.signs.beat();
		assertThat(beat.heapUsed()).isBetween(1L, beat.heapMax());
		assertThat(beat.deadlocked()).isFalse();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void beatTellsResidentMemory() {
		assertThat(this.signs.beat().rss()).isGreaterThan(10_000_000);
	}

	@Test
	void residentBytesWhenTheSystemDoesNotTellIsMinusOne() {
		assertThat(VitalSigns.residentBytes(Path.of("/proc/self/no-such-file"))).isEqualTo(-1);
	}

	@Test
	void searchDeadlockWhenTwoThreadsWaitForEachOtherIsTold() throws InterruptedException {
		ReentrantLock left = new ReentrantLock();
		ReentrantLock right = new ReentrantLock();
		CountDownLatch bothHoldOne = new CountDownLatch(2);
		Thread one = lockBoth(left, right, bothHoldOne);
		Thread other = lockBoth(right, left, bothHoldOne);
		Awaitility.await().untilAsserted(() -> {
			this.signs.searchDeadlock();
			assertThat(this.signs.beat().deadlocked()).isTrue();
		});
		one.interrupt();
		other.interrupt();
		one.join();
		other.join();
		assertThat(ManagementFactory.getThreadMXBean().findDeadlockedThreads()).isNull();
	}

	private static Thread lockBoth(ReentrantLock first, ReentrantLock second, CountDownLatch bothHoldOne) {
		Thread thread = new Thread(() -> {
			first.lock();
			try {
				bothHoldOne.countDown();
				bothHoldOne.await();
				second.lockInterruptibly();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			finally {
				first.unlock();
			}
		});
		thread.start();
		return thread;
	}

}
