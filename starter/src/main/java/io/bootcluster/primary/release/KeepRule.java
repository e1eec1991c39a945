package io.bootcluster.primary.release;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Decides which kept releases go: those used longest ago, as long as there are too many
 * or they are too large together, but none that somebody needs. Pure.
 *
 * @param keep how many may stay
 * @param maxSize how large all may be together, bytes
 */
record KeepRule(int keep, long maxSize) {

	/**
	 * Choose.
	 * @param kept all that are there
	 * @return those to drop, the oldest first
	 */
	List<Kept> drop(List<Kept> kept) {
		List<Kept> oldestFirst = kept.stream().sorted(Comparator.comparingLong(Kept::usedAt)).toList();
		List<Kept> dropped = new ArrayList<>();
		long size = kept.stream().mapToLong(Kept::size).sum();
		int count = kept.size();
		for (Kept each : oldestFirst) {
			if ((count > this.keep || size > this.maxSize) && !each.needed()) {
				dropped.add(each);
				count--;
				size -= each.size();
			}
		}
		return dropped;
	}

	/**
	 * A release in the cache.
	 *
	 * @param id its name
	 * @param size its size, bytes
	 * @param usedAt when it was last taken into use, milliseconds
	 * @param needed whether a primary needs it
	 */
	record Kept(String id, long size, long usedAt, boolean needed) {
	}

}
