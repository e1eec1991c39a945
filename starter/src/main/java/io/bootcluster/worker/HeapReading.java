package io.bootcluster.worker;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.sun.management.GcInfo;
import org.jspecify.annotations.Nullable;

/**
 * What the collectors say: how much heap was left in use after the last collection, which
 * is what really grows when something leaks, and whether they keep the JVM busy. Confined
 * to one thread.
 */
final class HeapReading {

	private static final Pattern YOUNG = Pattern.compile("Eden|Survivor|Young|Nursery", Pattern.CASE_INSENSITIVE);

	private final Set<String> heapPools = ManagementFactory.getMemoryPoolMXBeans()
		.stream()
		.filter((pool) -> pool.getType() == MemoryType.HEAP)
		.map(MemoryPoolMXBean::getName)
		.collect(Collectors.toUnmodifiableSet());

	/**
	 * What is young says nothing of what stays, and a collection of it alone does not
	 * tell what of the rest is garbage.
	 */
	private final List<MemoryPoolMXBean> oldPools = ManagementFactory.getMemoryPoolMXBeans()
		.stream()
		.filter((pool) -> pool.getType() == MemoryType.HEAP && !YOUNG.matcher(pool.getName()).find())
		.toList();

	private final List<GarbageCollectorMXBean> collectors;

	private final LongSupplier nanos;

	private long readAt;

	private long collections;

	private long collectionMillis;

	private long used = -1;

	private boolean collecting;

	HeapReading(List<GarbageCollectorMXBean> collectors, LongSupplier nanos) {
		this.collectors = List.copyOf(collectors);
		this.nanos = nanos;
		this.readAt = nanos.getAsLong();
	}

	/**
	 * Read what changed since the last call.
	 */
	void refresh() {
		long now = this.nanos.getAsLong();
		long count = sum(GarbageCollectorMXBean::getCollectionCount);
		long millis = sum(GarbageCollectorMXBean::getCollectionTime);
		this.collecting = (millis - this.collectionMillis) * 1_000_000 > (now - this.readAt) / 2;
		if (count != this.collections) {
			this.used = usedAfterLatest();
		}
		this.readAt = now;
		this.collections = count;
		this.collectionMillis = millis;
	}

	/**
	 * Return the heap in use after the last collection.
	 * @return bytes, or -1 before the first one
	 */
	long usedAfterCollection() {
		return this.used;
	}

	/**
	 * Return what was left of the old part of the heap by the latest collection that
	 * looked at it.
	 * @return bytes, or 0 before the first one
	 */
	long live() {
		return this.oldPools.stream()
			.map(MemoryPoolMXBean::getCollectionUsage)
			.filter(Objects::nonNull)
			.mapToLong(MemoryUsage::getUsed)
			.sum();
	}

	/**
	 * Return whether more than half of the time between the last two readings went into
	 * collections.
	 * @return {@code true} if so
	 */
	boolean isCollecting() {
		return this.collecting;
	}

	private long sum(ToLongFunction<GarbageCollectorMXBean> figure) {
		return this.collectors.stream().mapToLong(figure).filter((value) -> value > 0).sum();
	}

	private long usedAfterLatest() {
		@Nullable GcInfo latest = null;
		for (GarbageCollectorMXBean collector : this.collectors) {
			@Nullable GcInfo info = (collector instanceof com.sun.management.GarbageCollectorMXBean detailed)
					? detailed.getLastGcInfo() : null;
			if (info != null && (latest == null || info.getEndTime() > latest.getEndTime())) {
				latest = info;
			}
		}
		return (latest != null) ? heapUsed(latest.getMemoryUsageAfterGc()) : this.used;
	}

	private long heapUsed(Map<String, MemoryUsage> pools) {
		return pools.entrySet()
			.stream()
			.filter((pool) -> this.heapPools.contains(pool.getKey()))
			.mapToLong((pool) -> pool.getValue().getUsed())
			.sum();
	}

}
