package io.bootcluster.control;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * What is said about leadership: of its own, because a view may come late and skips what
 * was in between.
 */
public final class Leading {

	private Leading() {
	}

	/**
	 * Be the leader from now on: nobody else is.
	 *
	 * @param runs when the latest run of each task was due that an earlier leader began
	 */
	public record Lead(Map<String, Instant> runs) implements Message.Down {

		public Lead {
			runs = Map.copyOf(Objects.requireNonNullElse(runs, Map.of()));
		}

	}

	/**
	 * Begin nothing more as the leader, and say when that is so.
	 */
	public record StepDown() implements Message.Down {
	}

	/**
	 * This worker begins nothing more as the leader.
	 */
	public record SteppedDown() implements Message.Up {
	}

	/**
	 * The leader is about to begin a run: said before it does.
	 *
	 * @param task name of the task
	 * @param due when it was due
	 */
	public record Began(String task, Instant due) implements Message.Up {

		public Began {
			Objects.requireNonNull(task, "No task");
			Objects.requireNonNull(due, "No time");
		}

	}

	/**
	 * A run has ended, well or not.
	 *
	 * @param task name of the task
	 */
	public record Ended(String task) implements Message.Up {

		public Ended {
			Objects.requireNonNull(task, "No task");
		}

	}

}
