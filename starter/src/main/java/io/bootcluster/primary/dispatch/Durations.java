package io.bootcluster.primary.dispatch;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

import io.bootcluster.Histogram;

/**
 * A {@link Histogram} that is being counted, without a lock and without garbage. Safe
 * from any thread.
 */
final class Durations {

	private static final long NANOS_A_MICRO = 1000;

	/**
	 * Upper bounds in nanoseconds.
	 */
	private static final long[] BOUNDS = Histogram.BOUNDS.stream()
		.mapToLong((seconds) -> Math.round(seconds * 1e9))
		.toArray();

	private final LongAdder[] buckets = Stream.generate(LongAdder::new)
		.limit(BOUNDS.length + 1)
		.toArray(LongAdder[]::new);

	private final LongAdder micros = new LongAdder();

	/**
	 * Count one.
	 * @param nanos how long it took, nanoseconds, 0 or more
	 */
	void record(long nanos) {
		int index = 0;
		while (index < BOUNDS.length && nanos > BOUNDS[index]) {
			index++;
		}
		this.buckets[index].increment();
		this.micros.add(nanos / NANOS_A_MICRO);
	}

	Histogram snapshot() {
		return new Histogram(Arrays.stream(this.buckets).map(LongAdder::sum).toList(), this.micros.sum());
	}

}
