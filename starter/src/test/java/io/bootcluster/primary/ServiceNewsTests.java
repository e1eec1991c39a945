package io.bootcluster.primary;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.bootcluster.ClusterView;
import io.bootcluster.GateState;
import io.bootcluster.WorkerId;
import io.bootcluster.WorkerState;
import io.bootcluster.primary.supervisor.Picture;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ServiceNews}.
 */
class ServiceNewsTests {

	private final List<List<String>> told = new ArrayList<>();

	private long nanos = 7_000_000;

	private final ServiceNews news = new ServiceNews(this.told::add, Duration.ofSeconds(10), () -> this.nanos);

	@Test
	void changedTellsEachStateOnce() {
		this.news.changed(picture("starting", null, 0));
		this.news.changed(picture("starting", null, 0));
		this.news.changed(picture("serving", null, 1));
		this.news.changed(picture("serving", "running", 1));
		this.news.changed(picture("serving", "running", 1));
		this.news.changed(picture("serving", "done", 1));
		this.news.changed(picture("draining", "done", 1));
		assertThat(this.told).containsExactly(List.of("STATUS=0 of 1 workers serve release r"),
				List.of("READY=1", "STATUS=1 of 1 workers serve release r"),
				List.of("RELOADING=1", "MONOTONIC_USEC=7000"), List.of("READY=1"), List.of("STOPPING=1"));
	}

	@Test
	void changedWhenARolloutWasWithdrawnTellsWhyInOneLine() {
		this.news.changed(picture("serving", "withdrawn", 1));
		assertThat(this.told).containsExactly(
				List.of("READY=1", "STATUS=1 of 1 workers serve release r; the latest roll-out was withdrawn: why"));
	}

	@Test
	void changedWhenStoppedBeforeItWasReadyIsNeverReady() {
		this.news.changed(picture("draining", null, 0));
		assertThat(this.told).containsExactly(List.of("STOPPING=1", "STATUS=0 of 1 workers serve release r"));
	}

	@Test
	void turnedGivesASignOfLifeTwiceInTheTimeThatIsAllowed() {
		this.news.turned();
		this.news.turned();
		assertThat(this.told).containsExactly(List.of("WATCHDOG=1"));
		this.nanos += Duration.ofMillis(4999).toNanos();
		this.news.turned();
		assertThat(this.told).hasSize(1);
		this.nanos += Duration.ofMillis(1).toNanos();
		this.news.turned();
		assertThat(this.told).hasSize(2);
	}

	@Test
	void turnedWhenNobodyWatchesSaysNothing() {
		new ServiceNews(this.told::add, Duration.ZERO, () -> this.nanos).turned();
		assertThat(this.told).isEmpty();
	}

	private static Picture picture(String state, String rollout, int serving) {
		Picture.Progress progress = new Picture.Progress((serving > 0) ? WorkerState.SERVING : WorkerState.STARTING,
				GateState.OPEN, Instant.EPOCH, false, null);
		ClusterView.Rollout latest = (rollout != null)
				? new ClusterView.Rollout("a", rollout, "why\nand more", "s", null) : null;
		return new Picture(state, 1, new ClusterView.Release("r", latest, List.of()),
				List.of(new Picture.Life(new WorkerId(1, 1), 1, progress, "r", new Picture.Past(0, null, false),
						Optional.empty())));
	}

}
