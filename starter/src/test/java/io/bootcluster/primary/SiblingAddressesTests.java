package io.bootcluster.primary;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.bootcluster.ClusterView;
import io.bootcluster.ListenerAddress;
import io.bootcluster.Sibling;
import io.bootcluster.WorkerAddress;
import io.bootcluster.WorkerId;
import io.bootcluster.WorkerState;
import io.bootcluster.primary.supervisor.Picture;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SiblingAddresses}.
 */
class SiblingAddressesTests {

	private static final WorkerId ONE = new WorkerId(1, 1);

	private static final WorkerId TWO = new WorkerId(2, 1);

	private static final ListenerAddress ADDRESS = ListenerAddress.tcp(4711);

	private final List<List<Sibling>> broadcast = new ArrayList<>();

	private final List<String> said = new ArrayList<>();

	private final SiblingAddresses addresses = new SiblingAddresses((seen) -> this.broadcast.add(seen.siblings()),
			(worker, seen) -> this.said.add(worker + " hears of " + seen.siblings().size()));

	@Test
	void changedWhenALifeListensTellsEverybodyOnce() {
		this.addresses.changed(picture(life(ONE, WorkerState.STARTING)));
		assertThat(this.broadcast).isEmpty();
		this.addresses.listening(ONE, WorkerAddress.of(ADDRESS));
		this.addresses.changed(picture(life(ONE, WorkerState.STARTING)));
		this.addresses.changed(picture(life(ONE, WorkerState.SERVING)));
		this.addresses.changed(picture(life(ONE, WorkerState.DRAINING)));
		assertThat(this.broadcast).containsExactly(List.of(new Sibling(ONE, "abc", ADDRESS)));
	}

	@Test
	void changedWhenALifeStopsTellsEverybodyWithoutIt() {
		this.addresses.listening(ONE, WorkerAddress.of(ADDRESS));
		this.addresses.listening(TWO, WorkerAddress.of(ADDRESS));
		this.addresses.changed(picture(life(ONE, WorkerState.SERVING), life(TWO, WorkerState.SERVING)));
		this.addresses.changed(picture(life(ONE, WorkerState.STOPPING), life(TWO, WorkerState.SERVING)));
		this.addresses.changed(picture(life(TWO, WorkerState.GONE)));
		assertThat(this.broadcast).extracting(List::size).containsExactly(2, 1, 0);
	}

	@Test
	void openedTellsTheNewcomerAtOnce() {
		this.addresses.listening(ONE, WorkerAddress.of(ADDRESS));
		this.addresses.changed(picture(life(ONE, WorkerState.SERVING)));
		this.addresses.opened(TWO);
		assertThat(this.said).containsExactly("worker-2.1 hears of 1");
	}

	private static Picture picture(Picture.Life... lives) {
		return new Picture("serving", 2, new ClusterView.Release("abc", null, List.of()), Stream.of(lives).toList());
	}

	private static Picture.Life life(WorkerId worker, WorkerState state) {
		Picture.Progress progress = new Picture.Progress(state, null, Instant.EPOCH, false,
				new ClusterView.Start("extracted", 1));
		return new Picture.Life(worker, 7, progress, "abc", new Picture.Past(0, null, false), Optional.empty());
	}

}
