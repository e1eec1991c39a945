package io.bootcluster.primary.supervisor;

import java.time.Duration;
import java.util.Locale;
import java.util.Random;

import io.bootcluster.RecycleProperties;
import io.bootcluster.control.Message;
import org.jspecify.annotations.Nullable;

/**
 * What a healthy worker may use up until it is recycled. Each life has limits of its own,
 * a little lower by chance, so that lives that began together do not end together. Pure.
 *
 * @param settings the limits
 * @param seed where chance begins
 */
public record RecycleLimits(RecycleProperties settings, long seed) {

	/**
	 * Return limits that no life reaches.
	 * @return the limits
	 */
	static RecycleLimits none() {
		return new RecycleLimits(new RecycleProperties(null, null, null, null, 0, Duration.ZERO), 0);
	}

	/**
	 * Return whether requests have to be counted.
	 * @return {@code true} if there is a limit on them
	 */
	boolean isCounting() {
		return this.settings.maxRequests() != null;
	}

	/**
	 * Return which limit a life has reached.
	 * @param life the life
	 * @param now when
	 * @return the first one, or {@code null} if none
	 */
	@Nullable Worn reached(WorkerHandle life, Moment now) {
		for (Worn.Limit limit : Worn.Limit.values()) {
			String why = reached(limit, life, now);
			if (why != null) {
				return new Worn(limit, why);
			}
		}
		return null;
	}

	/**
	 * Return whether a life has reached one limit.
	 * @param limit the limit
	 * @param life the life
	 * @param now when
	 * @return what it has reached, for people, or {@code null} if it has not
	 */
	@Nullable String reached(Worn.Limit limit, WorkerHandle life, Moment now) {
		return switch (limit) {
			case HEAP -> heap(life);
			case MEMORY -> memory(life);
			case REQUESTS -> requests(life);
			case AGE -> age(life, now);
		};
	}

	/**
	 * Return whether a life is so young that what it uses is what it needs.
	 * @param life the life
	 * @param now when
	 * @return {@code true} while it settles
	 */
	boolean isSettling(WorkerHandle life, Moment now) {
		return life.hasServed() && now.since(life.servedAt).compareTo(this.settings.settleTime()) < 0;
	}

	private @Nullable String heap(WorkerHandle life) {
		Message.Beat beat = life.beat;
		long live = life.wear.live();
		if (this.settings.heapShare() == null || beat == null || beat.heapMax() <= 0) {
			return null;
		}
		double share = (double) live / beat.heapMax();
		return (share > this.settings.heapShare() * part(life))
				? String.format(Locale.ROOT, "%.0f %% of the heap live after collections", share * 100) : null;
	}

	private @Nullable String memory(WorkerHandle life) {
		Message.Beat beat = life.beat;
		if (this.settings.maxMemory() == null || beat == null) {
			return null;
		}
		return (beat.rss() > this.settings.maxMemory().toBytes() * part(life))
				? (beat.rss() >> 20) + " MB of resident memory" : null;
	}

	private @Nullable String requests(WorkerHandle life) {
		long requests = life.wear.requests();
		return (this.settings.maxRequests() != null && requests >= this.settings.maxRequests() * part(life))
				? requests + " requests" : null;
	}

	private @Nullable String age(WorkerHandle life, Moment now) {
		if (this.settings.maxAge() == null || !life.hasServed()) {
			return null;
		}
		Duration served = now.since(life.servedAt);
		return (served.toMillis() >= this.settings.maxAge().toMillis() * part(life))
				? served.toSeconds() + " s of service" : null;
	}

	/**
	 * The same for one life each time, and another for each.
	 */
	private double part(WorkerHandle life) {
		return 1 - this.settings.jitter() * new Random(31 * this.seed + life.launch).nextDouble();
	}

}
