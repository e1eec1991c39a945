package io.bootcluster.primary;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.bootcluster.ListenerAddress;
import io.bootcluster.Sibling;
import io.bootcluster.WorkerAddress;
import io.bootcluster.WorkerId;
import io.bootcluster.WorkerState;
import io.bootcluster.control.News;
import io.bootcluster.primary.supervisor.Picture;

/**
 * Tells workers where the others listen, whenever that changes: never part of the
 * picture, which anybody may be shown. Safe from any thread; telling never waits.
 */
final class SiblingAddresses {

	private final Consumer<News.SiblingsSeen> everybody;

	private final BiConsumer<WorkerId, News.SiblingsSeen> one;

	private final Map<WorkerId, ListenerAddress> addresses = new TreeMap<>();

	private List<Sibling> told = List.of();

	SiblingAddresses(Consumer<News.SiblingsSeen> everybody, BiConsumer<WorkerId, News.SiblingsSeen> one) {
		this.everybody = everybody;
		this.one = one;
	}

	/**
	 * A worker listens; it is told of once it is in a picture.
	 */
	synchronized void listening(WorkerId worker, WorkerAddress address) {
		this.addresses.put(worker, address.main());
	}

	/**
	 * A worker's line is open, and it knows nobody yet.
	 */
	synchronized void opened(WorkerId worker) {
		this.one.accept(worker, new News.SiblingsSeen(this.told));
	}

	synchronized void changed(Picture picture) {
		this.addresses.keySet()
			.retainAll(picture.lives().stream().filter(SiblingAddresses::listens).map(Picture.Life::id).toList());
		List<Sibling> now = picture.lives()
			.stream()
			.flatMap((life) -> Optional.ofNullable(this.addresses.get(life.id()))
				.map((address) -> new Sibling(life.id(), life.release(), address))
				.stream())
			.toList();
		if (!now.equals(this.told)) {
			this.told = now;
			this.everybody.accept(new News.SiblingsSeen(now));
		}
	}

	/**
	 * A worker that is told to stop closes its listener first of all.
	 */
	private static boolean listens(Picture.Life life) {
		WorkerState state = life.progress().state();
		return state.isAlive() && state != WorkerState.STOPPING;
	}

}
