package io.bootcluster.primary;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.bootcluster.ClusterView;
import io.bootcluster.WorkerId;
import io.bootcluster.WorkerState;
import io.bootcluster.primary.supervisor.Picture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ReleaseWatch}.
 */
class ReleaseWatchTests {

	private static final ClusterView.Rollout RUNNING = new ClusterView.Rollout("HUP-1", "running", null, "abd", null);

	@Test
	void isCalmWhenAllServe() {
		Picture picture = picture(2, null, WorkerState.SERVING, WorkerState.SERVING);
		assertThat(ReleaseWatch.isRoomy(picture)).isTrue();
		assertThat(ReleaseWatch.isCalm(picture)).isTrue();
	}

	@Test
	void isCalmWhenOneStartsIsNot() {
		assertThat(ReleaseWatch.isCalm(picture(2, null, WorkerState.SERVING, WorkerState.STARTING))).isFalse();
	}

	@Test
	void isRoomyWhenALifeIsThereBesideTheWantedOnesIsNot() {
		assertThat(ReleaseWatch.isRoomy(picture(1, null, WorkerState.DRAINING, WorkerState.SERVING))).isFalse();
		assertThat(ReleaseWatch.isRoomy(picture(1, null, WorkerState.GONE, WorkerState.SERVING))).isTrue();
	}

	@Test
	void isRoomyWhenARolloutRunsIsNot() {
		assertThat(ReleaseWatch.isRoomy(picture(1, RUNNING, WorkerState.SERVING))).isFalse();
	}

	@Test
	void crashedWithArchiveIsAJvmThatCrashedBeforeItServed() {
		assertThat(ReleaseWatch.crashedWithArchive(gone("cds", 134, -1))).isTrue();
		assertThat(ReleaseWatch.crashedWithArchive(gone("aot-cache", 139, -1))).isTrue();
		assertThat(ReleaseWatch.crashedWithArchive(gone("cds", 1, -1))).as("failed").isFalse();
		assertThat(ReleaseWatch.crashedWithArchive(gone("cds", 137, -1))).as("killed").isFalse();
		assertThat(ReleaseWatch.crashedWithArchive(gone("cds", 134, 3000))).as("served").isFalse();
		assertThat(ReleaseWatch.crashedWithArchive(gone("extracted", 134, -1))).as("without").isFalse();
	}

	private static Picture picture(int wanted, ClusterView.@Nullable Rollout rollout, WorkerState... states) {
		List<Picture.Life> lives = Stream.of(states)
			.map((state) -> life(state, new ClusterView.Start("extracted", 3000), null))
			.toList();
		return new Picture("serving", wanted, new ClusterView.Release("abc", rollout, List.of()), lives);
	}

	private static Picture.Life gone(String from, int code, long millis) {
		return life(WorkerState.GONE, new ClusterView.Start(from, millis),
				new ClusterView.Exit("gone", code, Instant.EPOCH, false));
	}

	private static Picture.Life life(WorkerState state, ClusterView.Start start, ClusterView.@Nullable Exit exit) {
		return new Picture.Life(new WorkerId(1, 1), 77, new Picture.Progress(state, null, Instant.EPOCH, false, start),
				"abc", new Picture.Past(0, exit, false), Optional.empty());
	}

}
