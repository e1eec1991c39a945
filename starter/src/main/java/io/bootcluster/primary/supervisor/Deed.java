package io.bootcluster.primary.supervisor;

import java.time.Duration;

import io.bootcluster.CloseReason;
import org.jspecify.annotations.Nullable;

/**
 * One thing to do next, as a {@link Rule} decided it and {@link Deeds} does it.
 */
sealed interface Deed {

	/**
	 * Start the next life in a slot.
	 */
	record Launch(Slot slot, String release) implements Deed {
	}

	/**
	 * Let a worker serve from now on.
	 */
	record Serve(WorkerHandle life) implements Deed {
	}

	/**
	 * Open or close the gate of a worker that serves.
	 */
	record Gate(WorkerHandle life, @Nullable CloseReason closed) implements Deed {
	}

	/**
	 * The wish that a slot's life be replaced has come true, or failed.
	 */
	record Renewed(Slot slot, String failure) implements Deed {
	}

	/**
	 * Let a worker finish what it has.
	 */
	record Drain(WorkerHandle life, Leave leave) implements Deed {
	}

	/**
	 * Cut what a draining worker still has.
	 */
	record Hasten(WorkerHandle life) implements Deed {
	}

	/**
	 * Order a worker to exit.
	 */
	record Dismiss(WorkerHandle life) implements Deed {
	}

	/**
	 * Start the next life of a slot beside a worker that has used up what it may.
	 */
	record Recycle(WorkerHandle life, String why) implements Deed {
	}

	/**
	 * Recycle nobody for a limit that a fresh worker reached at once.
	 */
	record PauseRecycling(Worn.Limit limit, WorkerHandle life) implements Deed {
	}

	/**
	 * Heed a limit again.
	 */
	record ResumeRecycling(Worn.Limit limit) implements Deed {
	}

	/**
	 * Restart a worker for its health, and keep what it is doing.
	 */
	record Restart(WorkerHandle life, Deed how) implements Deed {
	}

	/**
	 * Kill a worker that does not answer, as soon as what it is doing has been kept.
	 */
	record GiveUp(WorkerHandle life, String why) implements Deed {
	}

	/**
	 * Kill a worker.
	 */
	record Kill(WorkerHandle life, String why) implements Deed {
	}

	/**
	 * Tell once what holds a worker up, and wait on.
	 */
	record Remark(WorkerHandle life, String text) implements Deed {
	}

	/**
	 * Tell clients why no worker is ready yet.
	 */
	record Explain(@Nullable String reason) implements Deed {
	}

	/**
	 * Make a worker the leader.
	 */
	record Lead(WorkerHandle life) implements Deed {
	}

	/**
	 * Ask a leader that leaves to begin nothing more.
	 */
	record StepDown(WorkerHandle life) implements Deed {
	}

	/**
	 * Begin the roll-out that was wished for.
	 */
	record Begin() implements Deed {
	}

	/**
	 * Make room for the next life of a slot, where there is none for two.
	 */
	record Vacate(WorkerHandle life, Leave leave) implements Deed {
	}

	/**
	 * Ask a new life for a path before it gets requests.
	 */
	record Smoke(WorkerHandle life, String path, Duration timeout) implements Deed {
	}

	/**
	 * The first new life has stood the comparison with the old ones.
	 */
	record Prove() implements Deed {
	}

	/**
	 * The roll-out has replaced every worker.
	 */
	record Conclude() implements Deed {
	}

	/**
	 * The roll-out has failed: what serves stays.
	 */
	record Withdraw(String reason) implements Deed {
	}

	/**
	 * How a worker leaves.
	 *
	 * @param why why it does
	 * @param expected whether that is nobody's failure
	 * @param limit how long its requests may take
	 * @param farewell how it is ended then
	 */
	record Leave(String why, boolean expected, Duration limit, WorkerHandle.Farewell farewell) {

		static Leave wanted(String why, Duration limit) {
			return new Leave(why, true, limit, WorkerHandle.Farewell.ORDER);
		}

		static Leave troubled(String why, Duration limit) {
			return new Leave(why, false, limit, WorkerHandle.Farewell.ORDER);
		}

	}

}
