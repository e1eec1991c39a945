package io.bootcluster.primary;

import java.io.UncheckedIOException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.bootcluster.Wish;
import io.bootcluster.primary.release.Archives;
import io.bootcluster.primary.supervisor.Supervisor;
import org.jspecify.annotations.Nullable;

/**
 * Acts on wishes: the one place that does. Confined to the thread of the
 * {@link WishQueue}.
 *
 * @param means what to act with
 * @param ends what ends the primary, and wishes
 */
record WishDeeds(Means means, Ends ends) implements WishQueue.Fulfilment {

	@Override
	public void fulfil(String id, Wish wish) {
		check(wish);
		if (wish.everywhere()) {
			// It stays open until this node's leader has taken it, and tells how it goes.
			return;
		}
		Integer slot = wish.slot();
		Integer workers = wish.workers();
		Supervisor supervisor = this.means.supervisor();
		switch (wish.action()) {
			case RELOAD -> reload(id);
			case ROLLBACK -> supervisor.rollback(id);
			case SCALE -> supervisor.scaleTo((workers != null) ? workers : 1);
			case RESTART -> restart(id, slot);
			case DRAIN -> drain(id, slot);
			case RESUME -> resume(id, slot);
			case STOP -> this.ends.stop().accept(id);
			case TRAIN -> this.means.archives()
				.train(supervisor.picture().release().id())
				.whenComplete((made, ex) -> this.ends.wish().accept(id, Archives.reason(ex)));
			case UPGRADE -> this.means.upgrades()
				.begin(id, this.ends.end())
				.thenAccept((failure) -> this.ends.wish().accept(id, failure));
			case DUMP -> dump(id, (slot != null) ? slot : 0);
		}
	}

	private void check(Wish wish) {
		if (wish.action() != Wish.Action.STOP && this.means.upgrades().isUnderWay()) {
			throw new IllegalStateException("an upgrade is under way");
		}
		if (wish.action() == Wish.Action.UPGRADE && this.means.drain().isDraining()) {
			throw new IllegalStateException("the node drains");
		}
		if (wish.everywhere()) {
			this.means.nodes().obstacle().ifPresent((reason) -> {
				throw new IllegalStateException(reason);
			});
		}
	}

	/**
	 * A jar that cannot be read is a roll-out that was withdrawn, too.
	 */
	private void reload(String id) {
		try {
			this.means.supervisor().reload(id, this.means.processes().know());
		}
		catch (UncheckedIOException ex) {
			this.means.supervisor().refuse(id, String.valueOf(ex.getMessage()));
		}
	}

	private void restart(String id, @Nullable Integer slot) {
		if (slot == null) {
			this.means.supervisor().restartAll(id);
		}
		else {
			this.means.supervisor().restart(id, slot);
		}
	}

	private void drain(String id, @Nullable Integer slot) {
		if (slot == null) {
			this.means.drain().begin(id);
		}
		else {
			this.means.supervisor().drain(id, slot);
		}
	}

	private void resume(String id, @Nullable Integer slot) {
		if (slot == null) {
			this.means.drain().undo(id);
		}
		else {
			this.means.supervisor().resume(id, slot);
		}
	}

	private void dump(String id, int slot) {
		this.means.supervisor()
			.examine(slot, "asked for by wish " + id)
			.thenAccept((kept) -> this.ends.wish()
				.accept(id, kept.isPresent() ? "" : "nothing of slot " + slot + " could be kept"));
	}

	/**
	 * What to act with.
	 *
	 * @param supervisor keeps the workers
	 * @param upgrades let another primary take over
	 * @param drain has the node say that it drains
	 * @param processes know what the jar holds
	 * @param archives make start archives
	 * @param nodes what is known of other nodes
	 */
	record Means(Supervisor supervisor, Upgrades upgrades, NodeDrain drain, WorkerProcesses processes,
			Archives archives, SeenNodes nodes) {
	}

	/**
	 * What ends the primary, and wishes.
	 *
	 * @param stop stops, once balancers had time to notice
	 * @param end stops at once
	 * @param wish takes note of how a wish ended
	 */
	record Ends(Consumer<String> stop, Consumer<String> end, BiConsumer<String, String> wish) {
	}

}
