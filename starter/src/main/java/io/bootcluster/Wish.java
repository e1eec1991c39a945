package io.bootcluster;

import java.time.Instant;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What an operator asks of the node, from a command, a signal or the actuator of any
 * worker. Its outcome is seen in {@link ClusterView#wishes()}.
 *
 * @param action what to do
 * @param slot the worker's slot, for actions on one worker
 * @param workers how many workers, for {@link Action#SCALE}
 * @param everywhere whether all nodes are meant, one after the other, for
 * {@link Action#RELOAD}
 */
public record Wish(Action action, @Nullable Integer slot, @Nullable Integer workers, boolean everywhere) {

	/**
	 * Largest number of workers and of slots.
	 */
	public static final int MOST = 1000;

	/**
	 * How the ids begin under which several workers may wish for the same.
	 */
	public static final String SHARED = "nodes-";

	public Wish {
		require(action.needsSlot || action.maySlot || slot == null, action + " takes no slot");
		require(!action.needsSlot || slot != null, action + " needs a slot");
		require(slot == null || (slot >= 1 && slot <= MOST), "a slot is a number from 1 to " + MOST);
		require((action == Action.SCALE) == (workers != null), "a number of workers belongs to scale");
		require(!everywhere || action == Action.RELOAD, action + " is for one node at a time");
		require(workers == null || (workers >= 1 && workers <= MOST), "scale takes a number from 1 to " + MOST);
	}

	/**
	 * Create a wish that concerns this node.
	 * @param action what to do
	 * @param slot the worker's slot, for actions on one worker
	 * @param workers how many workers, for {@link Action#SCALE}
	 */
	public Wish(Action action, @Nullable Integer slot, @Nullable Integer workers) {
		this(action, slot, workers, false);
	}

	/**
	 * Wish for something that concerns all nodes, one after the other.
	 * @param action what to do on each
	 * @return the wish
	 */
	public static Wish everywhere(Action action) {
		return new Wish(action, null, null, true);
	}

	/**
	 * Wish for something that concerns the whole node.
	 * @param action what to do
	 * @return the wish
	 */
	public static Wish of(Action action) {
		return new Wish(action, null, null);
	}

	/**
	 * Wish for something that concerns one worker.
	 * @param action what to do
	 * @param slot the worker's slot
	 * @return the wish
	 */
	public static Wish of(Action action, int slot) {
		return new Wish(action, slot, null);
	}

	/**
	 * Wish for a number of workers.
	 * @param workers how many
	 * @return the wish
	 */
	public static Wish scale(int workers) {
		return new Wish(Action.SCALE, null, workers);
	}

	/**
	 * Return the id that a wish gets. Those that concern all nodes are told apart on all
	 * of them, also from those of an earlier primary.
	 * @param origin who wishes, one word
	 * @param number counts that origin's wishes
	 * @param now the time of day
	 * @return the id
	 */
	public String id(String origin, long number, Instant now) {
		String id = origin + "-" + number;
		return this.everywhere ? id + "-" + Long.toString(now.toEpochMilli(), Character.MAX_RADIX) : id;
	}

	private static void require(boolean holds, String message) {
		if (!holds) {
			throw new IllegalArgumentException(message);
		}
	}

	/**
	 * The wish in words, as it would be typed.
	 */
	@Override
	public String toString() {
		Integer number = (this.slot != null) ? this.slot : this.workers;
		return this.action + ((number != null) ? " " + number : "") + (this.everywhere ? " --nodes" : "");
	}

	/**
	 * What can be asked for.
	 */
	public enum Action {

		/**
		 * Run what the jar holds now.
		 */
		RELOAD(false, false),

		/**
		 * Run the release before this one again.
		 */
		ROLLBACK(false, false),

		/**
		 * Keep another number of workers.
		 */
		SCALE(false, false),

		/**
		 * Replace one worker, or all, by the next life of the same release.
		 */
		RESTART(false, true),

		/**
		 * Close one worker's gate to new requests; without a slot, have the node say that
		 * it drains, while it goes on answering.
		 */
		DRAIN(false, true),

		/**
		 * Undo {@link #DRAIN}.
		 */
		RESUME(false, true),

		/**
		 * Write down what one worker is doing.
		 */
		DUMP(true, true),

		/**
		 * Make the archive from which later workers start faster.
		 */
		TRAIN(false, false),

		/**
		 * Let a new primary, from the jar as it is now, take over.
		 */
		UPGRADE(false, false),

		/**
		 * Drain and stop everything.
		 */
		STOP(false, false);

		private final boolean needsSlot;

		private final boolean maySlot;

		Action(boolean needsSlot, boolean maySlot) {
			this.needsSlot = needsSlot;
			this.maySlot = maySlot;
		}

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
