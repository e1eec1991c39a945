package io.bootcluster.worker;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;

import io.bootcluster.control.Message;

/**
 * Reads how this JVM is. Beats are confined to one thread; the search for deadlocks may
 * run on another.
 */
final class VitalSigns {

	private final HeapReading heap;

	private final LongSupplier rss;

	private final ThreadMXBean threads;

	private volatile boolean deadlocked;

	VitalSigns(HeapReading heap, LongSupplier rss, ThreadMXBean threads) {
		this.heap = heap;
		this.rss = rss;
		this.threads = threads;
	}

	static VitalSigns ofThisProcess() {
		List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
		return new VitalSigns(new HeapReading(collectors, System::nanoTime),
				() -> residentBytes(Path.of("/proc/self/status")), ManagementFactory.getThreadMXBean());
	}

	Message.Beat beat() {
		this.heap.refresh();
		return new Message.Beat(this.heap.usedAfterCollection(), this.heap.live(), Runtime.getRuntime().maxMemory(),
				this.rss.getAsLong(), this.heap.isCollecting(), this.deadlocked);
	}

	/**
	 * Look for threads that wait for each other for ever. Takes as long as it takes.
	 */
	void searchDeadlock() {
		this.deadlocked = this.threads.findDeadlockedThreads() != null;
	}

	/**
	 * Read the resident memory, from the file whose figures do not depend on the size of
	 * a page.
	 * @param status the process's status file
	 * @return bytes, or -1 where there is no such file
	 */
	static long residentBytes(Path status) {
		try {
			for (String line : Files.readAllLines(status)) {
				if (line.startsWith("VmRSS:")) {
					return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
				}
			}
		}
		catch (IOException | NumberFormatException ex) {
			// Not on this system
		}
		return -1;
	}

}
