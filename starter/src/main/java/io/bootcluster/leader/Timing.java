package io.bootcluster.leader;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.support.SimpleTriggerContext;

/**
 * Says which run of a task is due and which was missed, whichever worker asks: a cron
 * expression names the same moments in all of them, an interval only how far apart runs
 * are.
 */
interface Timing {

	/**
	 * Return when the run was due that a worker is told to begin now.
	 * @param now the time
	 * @return when it was due
	 */
	Instant due(Instant now);

	/**
	 * Return whether a run that an earlier leader began stands for this one.
	 * @param due when this one is due
	 * @param latest when the other one was due
	 * @return whether this one must not begin
	 */
	boolean isRepeated(Instant due, Instant latest);

	/**
	 * Return which runs a new leader finds that nobody began.
	 * @param skipped when the runs were due that this worker skipped, oldest first
	 * @param latest when the latest run was due that an earlier leader began
	 * @param now the time
	 * @return when they were due, oldest first
	 */
	List<Instant> missed(List<Instant> skipped, Optional<Instant> latest, Instant now);

	/**
	 * Return whether the primary is to remember each run.
	 * @return {@code false} if runs are so frequent that none is missed
	 */
	default boolean isRemembered() {
		return true;
	}

	private static List<Instant> last(List<Instant> skipped) {
		return skipped.isEmpty() ? skipped : List.of(skipped.get(skipped.size() - 1));
	}

	/**
	 * Moments on the clock; of those that have passed, a run that begins late is the last
	 * one. Safe from any thread.
	 */
	final class Cron implements Timing {

		/**
		 * Schedulers count nanoseconds, and may begin a little early by the clock.
		 */
		private static final Duration EARLY = Duration.ofMillis(100);

		private final Trigger trigger;

		private Instant latest;

		Cron(Trigger trigger, Instant now) {
			this.trigger = trigger;
			this.latest = now;
		}

		@Override
		public synchronized Instant due(Instant now) {
			Instant next = next();
			while (next != null && !next.isAfter(now.plus(EARLY))) {
				this.latest = next;
				next = next();
			}
			return this.latest;
		}

		private @Nullable Instant next() {
			return this.trigger.nextExecution(new SimpleTriggerContext(this.latest, this.latest, this.latest));
		}

		@Override
		public boolean isRepeated(Instant due, Instant latest) {
			return !due.isAfter(latest);
		}

		@Override
		public List<Instant> missed(List<Instant> skipped, Optional<Instant> latest, Instant now) {
			Instant before = latest.orElse(Instant.MIN);
			return skipped.stream().filter((due) -> due.isAfter(before)).toList();
		}

	}

	/**
	 * Runs that are so far apart. After a change of leaders the next one begins between
	 * half an interval and one and a half after the last.
	 *
	 * @param interval how far
	 */
	record Interval(Duration interval) implements Timing {

		private static final Duration FREQUENT = Duration.ofMillis(100);

		@Override
		public Instant due(Instant now) {
			return now;
		}

		@Override
		public boolean isRepeated(Instant due, Instant latest) {
			return due.isBefore(latest.plus(this.interval.dividedBy(2)));
		}

		@Override
		public List<Instant> missed(List<Instant> skipped, Optional<Instant> latest, Instant now) {
			return latest.map((begun) -> begun.plus(this.interval))
				.map((due) -> now.isBefore(due) ? List.<Instant>of() : List.of(due))
				.orElseGet(() -> last(skipped));
		}

		@Override
		public boolean isRemembered() {
			return this.interval.compareTo(FREQUENT) >= 0;
		}

	}

	/**
	 * One run, and no other.
	 */
	record Once() implements Timing {

		@Override
		public Instant due(Instant now) {
			return now;
		}

		@Override
		public boolean isRepeated(Instant due, Instant latest) {
			return true;
		}

		@Override
		public List<Instant> missed(List<Instant> skipped, Optional<Instant> latest, Instant now) {
			return latest.isPresent() ? List.of() : last(skipped);
		}

	}

}
