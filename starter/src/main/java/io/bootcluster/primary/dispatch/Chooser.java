package io.bootcluster.primary.dispatch;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Decides which worker gets a request: the rules of the gates, of panic and of the tries
 * already made. Confined to one event loop, whose turn among equals it remembers.
 */
final class Chooser {

	private final Balancer balancer;

	private Backend[] candidates = new Backend[8];

	private int count;

	Chooser(Balancer balancer) {
		this.balancer = balancer;
	}

	/**
	 * Choose a worker.
	 * @param set all workers
	 * @param door which of their listeners is meant
	 * @param tried workers that had the request before
	 * @param now the monotonic time
	 * @return the worker, or {@code null} if none can take the request now
	 */
	@Nullable Backend choose(BackendSet set, Door door, List<Backend> tried, long now) {
		if (set.isUnreadyThroughout()) {
			collect(set, door, tried, Rule.UNREADY_TOO, now);
		}
		else {
			collect(set, door, tried, isPanic(set, now) ? Rule.DOUBTED_TOO : Rule.OPEN, now);
			if (this.count == 0 && !tried.isEmpty()) {
				collect(set, door, tried, Rule.DOUBTED_TOO, now);
			}
		}
		return (this.count == 0) ? null : this.balancer.pick(this.candidates, this.count);
	}

	/**
	 * Return whether nobody is left who could answer a request that was tried before.
	 * @param set all workers
	 * @param tried workers that had the request before
	 * @return {@code false} also when no worker is known: one may come
	 */
	static boolean isExhausted(BackendSet set, List<Backend> tried) {
		boolean known = false;
		for (BackendSet.Entry entry : set.entries()) {
			if (!entry.isLeaving()) {
				known = true;
				if (!tried.contains(entry.backend())) {
					return false;
				}
			}
		}
		return known;
	}

	private static boolean isPanic(BackendSet set, long now) {
		int usable = 0;
		int doubted = 0;
		for (int i = 0; i < set.size(); i++) {
			BackendSet.Entry entry = set.get(i);
			if (!entry.isOrdered() && !entry.isUnready()) {
				usable++;
				doubted += entry.isDoubted(now) ? 1 : 0;
			}
		}
		return doubted * 2 > usable;
	}

	private void collect(BackendSet set, Door door, List<Backend> tried, Rule rule, long now) {
		this.count = 0;
		if (this.candidates.length < set.size()) {
			this.candidates = new Backend[set.size()];
		}
		for (int i = 0; i < set.size(); i++) {
			BackendSet.Entry entry = set.get(i);
			if (rule.admits(entry, now) && entry.backend().target(door) != null && !tried.contains(entry.backend())) {
				this.candidates[this.count++] = entry.backend();
			}
		}
	}

	/**
	 * Which closed gates are ignored.
	 */
	private enum Rule {

		OPEN, DOUBTED_TOO, UNREADY_TOO;

		boolean admits(BackendSet.Entry entry, long now) {
			return !entry.isOrdered() && (this == UNREADY_TOO || !entry.isUnready())
					&& (this == DOUBTED_TOO || !entry.isDoubted(now));
		}

	}

}
