package io.bootcluster;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * How long things took, as counts in fixed buckets, so that histograms of several workers
 * and moments can be added and subtracted. Immutable.
 *
 * @param buckets how many took no longer than each of {@link #BOUNDS} but longer than the
 * one before, and at the end those that took longer than all
 * @param micros the sum of all durations, microseconds
 */
public record Histogram(List<Long> buckets, long micros) {

	/**
	 * Upper bounds of the buckets but the last, in seconds, each included.
	 */
	public static final List<Double> BOUNDS = List.of(0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
			0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0);

	/**
	 * Nothing happened yet.
	 */
	public static final Histogram EMPTY = new Histogram(Collections.nCopies(BOUNDS.size() + 1, 0L), 0);

	public Histogram {
		buckets = List.copyOf(buckets);
		if (buckets.size() != BOUNDS.size() + 1) {
			throw new IllegalArgumentException("A histogram has " + (BOUNDS.size() + 1) + " buckets");
		}
	}

	/**
	 * Return how many there were.
	 * @return the sum of all buckets
	 */
	public long count() {
		return this.buckets.stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * Return both together.
	 * @param other the other one
	 * @return the sum
	 */
	public Histogram plus(Histogram other) {
		return new Histogram(sum(other, 1), this.micros + other.micros);
	}

	/**
	 * Return what has come since an earlier moment.
	 * @param earlier the same histogram at that moment
	 * @return the difference, nowhere below 0
	 */
	public Histogram minus(Histogram earlier) {
		return new Histogram(sum(earlier, -1), Math.max(this.micros - earlier.micros, 0));
	}

	private List<Long> sum(Histogram other, int sign) {
		return IntStream.range(0, this.buckets.size())
			.mapToObj((index) -> Math.max(this.buckets.get(index) + sign * other.buckets.get(index), 0))
			.toList();
	}

	/**
	 * Estimate a quantile, as if durations were spread evenly within each bucket, which
	 * is what Prometheus' {@code histogram_quantile} assumes, too.
	 * @param quantile 0 to 1
	 * @return seconds, at most the largest bound; empty if there was nothing
	 */
	public OptionalDouble quantile(double quantile) {
		double rank = quantile * count();
		double seen = 0;
		double from = 0;
		for (int index = 0; index < BOUNDS.size(); index++) {
			long here = this.buckets.get(index);
			double to = BOUNDS.get(index);
			if (here > 0 && seen + here >= rank) {
				return OptionalDouble.of(from + (to - from) * (rank - seen) / here);
			}
			seen += here;
			from = to;
		}
		return (count() > 0) ? OptionalDouble.of(from) : OptionalDouble.empty();
	}

}
