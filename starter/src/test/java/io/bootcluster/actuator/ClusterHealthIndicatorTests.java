package io.bootcluster.actuator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.bootcluster.ClusterOperations;
import io.bootcluster.ClusterView;
import io.bootcluster.Wish;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClusterHealthIndicator}.
 */
class ClusterHealthIndicatorTests {

	private static final Instant SINCE = Instant.parse("2026-11-22T10:00:00Z");

	@Test
	void healthWhenAllThatAreWantedTakeRequestsIsUp() {
		assertThat(health(1, view("serving", 2, worker(1, 1, "open"), worker(2, 1, "open"))).getStatus())
			.isEqualTo(Status.UP);
	}

	@Test
	void healthWhenFewerThanWantedTakeRequestsIsDegraded() {
		assertThat(health(1, view("serving", 2, worker(1, 1, "open"), worker(2, 1, "unready"))).getStatus())
			.isEqualTo(ClusterHealthIndicator.DEGRADED);
	}

	@Test
	void healthWhenFewerThanTheLeastTakeRequestsIsDown() {
		assertThat(health(2, view("serving", 3, worker(1, 1, "open"))).getStatus()).isEqualTo(Status.DOWN);
		assertThat(health(1, view("serving", 3, worker(1, 1, null))).getStatus()).isEqualTo(Status.DOWN);
	}

	@Test
	void healthWhenFewerAreWantedThanTheLeastNeedsThem() {
		assertThat(health(2, view("serving", 1, worker(1, 1, "open"))).getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void healthWhenASlotHasTwoLivesCountsItOnce() {
		assertThat(health(1, view("serving", 2, worker(1, 1, "open"), worker(1, 2, "open"))).getStatus())
			.isEqualTo(ClusterHealthIndicator.DEGRADED);
	}

	@Test
	void healthWhenTheNodeDrainsIsWhatItWas() {
		assertThat(health(1, view("draining", 1, worker(1, 1, "open"))).getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void healthBeforeThereIsAViewIsUnknown() {
		assertThat(health(1, null).getStatus()).isEqualTo(Status.UNKNOWN);
	}

	@Test
	void healthShowsEachWorker() {
		Health health = health(1, view("serving", 2, worker(1, 1, "open"), worker(2, 3, "unready")));
		assertThat(health.getDetails()).containsEntry("node", "n")
			.containsEntry("release", "abc")
			.containsEntry("wanted", 2)
			.containsEntry("ready", 1L)
			.containsEntry("workers", Map.of("1.1", details("open"), "2.3", details("unready")));
	}

	private static Map<String, Object> details(String gate) {
		return Map.of("state", "serving", "since", SINCE.toString(), "release", "abc", "leader", false, "restarts", 0,
				"gate", gate, "lastExit", "killed by signal 9");
	}

	private static Health health(int minReady, @Nullable ClusterView view) {
		return new ClusterHealthIndicator(new Fixed(Optional.ofNullable(view)), minReady).health();
	}

	private static ClusterView.Worker worker(int slot, int generation, @Nullable String gate) {
		return new ClusterView.Worker(slot, generation, 1, "serving", gate, SINCE, "abc", false, 0, 0, 0, 0,
				new ClusterView.Exit("killed by signal 9", 137, SINCE, false), -1, -1, -1, null);
	}

	private static ClusterView view(String state, int wanted, ClusterView.Worker... workers) {
		return new ClusterView(new ClusterView.Node("n", "n:1", state, SINCE, List.of(), wanted),
				new ClusterView.Release("abc", null, List.of()), Stream.of(workers).toList(),
				new ClusterView.Dispatcher("least-busy", 0, 0, 0, 0, 0, 0), List.of(), List.of());
	}

	private record Fixed(Optional<ClusterView> view) implements ClusterOperations {

		@Override
		public String wish(Wish wish) {
			throw new UnsupportedOperationException();
		}

	}

}
