package io.bootcluster.primary.supervisor;

import org.jspecify.annotations.Nullable;

/**
 * Takes what an operator orders for single workers into the state of the crew; what
 * follows from it is for the {@link Rule}s. Confined to the supervisor's thread.
 */
final class Orders {

	private final Crew crew;

	private final LifeListener listener;

	Orders(Crew crew, LifeListener listener) {
		this.crew = crew;
		this.listener = listener;
	}

	/**
	 * Replace the worker of a slot by the next life of the same release.
	 * @param wish id of the wish
	 * @param number the slot
	 */
	void restart(String wish, int number) {
		Slot slot = wanted(wish, number);
		if (slot == null) {
			return;
		}
		if (slot.renewal != null) {
			this.listener.answered(wish, "slot " + number + " is being restarted already");
			return;
		}
		slot.renew(wish, this.crew.now());
		this.crew.touch();
	}

	/**
	 * Replace every worker by the next life of the same release.
	 * @param wish id of the wish
	 */
	void restartAll(String wish) {
		this.crew.rollouts().wish(Rollouts.Wish.of(wish, this.crew.release()));
	}

	/**
	 * Close the gate of a slot's worker until it is to be opened again. Refused where
	 * nobody else takes requests: everybody would wait then, and in vain.
	 * @param wish id of the wish
	 * @param number the slot
	 */
	void drain(String wish, int number) {
		Slot slot = wanted(wish, number);
		if (slot == null) {
			return;
		}
		WorkerHandle life = serving(slot);
		if (life == null) {
			this.listener.answered(wish, "slot " + number + " has no worker that serves");
		}
		else if (this.crew.slots().stream().noneMatch((other) -> other != slot && other.isServing())) {
			this.listener.answered(wish, "no other worker would take requests");
		}
		else {
			life.heldByOperator = true;
		}
	}

	/**
	 * Open the gate of a slot's worker again, as far as its health allows.
	 * @param wish id of the wish
	 * @param number the slot
	 */
	void resume(String wish, int number) {
		Slot slot = wanted(wish, number);
		if (slot == null) {
			return;
		}
		WorkerHandle life = serving(slot);
		if (life == null) {
			this.listener.answered(wish, "slot " + number + " has no worker that serves");
		}
		else {
			life.heldByOperator = false;
		}
	}

	private @Nullable Slot wanted(String wish, int number) {
		for (Slot slot : this.crew.slots()) {
			if (slot.number == number && slot.wanted) {
				return slot;
			}
		}
		this.listener.answered(wish, "there is no slot " + number);
		return null;
	}

	private static @Nullable WorkerHandle serving(Slot slot) {
		WorkerHandle youngest = null;
		for (WorkerHandle life : slot.lives()) {
			youngest = life.isServing() ? life : youngest;
		}
		return youngest;
	}

}
