package io.bootcluster.actuator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.bootcluster.ClusterOperations;
import io.bootcluster.ClusterView;
import io.bootcluster.Wish;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NodeHealthIndicator}.
 */
class NodeHealthIndicatorTests implements ClusterOperations {

	private @Nullable ClusterView view;

	@Test
	void healthWhenTheNodeServesIsUp() {
		this.view = view("serving", "unready", "open");
		assertThat(status()).isEqualTo(Status.UP);
	}

	@Test
	void healthWhenTheNodeDrainsIsOutOfService() {
		this.view = view("draining", "open");
		assertThat(status()).isEqualTo(Status.OUT_OF_SERVICE);
	}

	@Test
	void healthWhenNoWorkerTakesRequestsIsDown() {
		this.view = view("serving", "unready", null);
		assertThat(status()).isEqualTo(Status.DOWN);
	}

	@Test
	void healthWhenStandaloneIsUp() {
		assertThat(status()).isEqualTo(Status.UP);
	}

	private Status status() {
		return new NodeHealthIndicator(this).health().getStatus();
	}

	private static ClusterView view(String state, @Nullable String... gates) {
		List<ClusterView.Worker> workers = new ArrayList<>();
		for (String gate : gates) {
			workers.add(new ClusterView.Worker(workers.size() + 1, 1, 1, "serving", gate, Instant.EPOCH, "r", false, 0,
					0, 0, 0, null, -1, -1, -1, null));
		}
		return new ClusterView(new ClusterView.Node("n", "n:1", state, Instant.EPOCH, List.of()),
				new ClusterView.Release("r", null, List.of()), workers,
				new ClusterView.Dispatcher("least-busy", 0, 0, 0, 0, 0, 0), List.of(), List.of());
	}

	@Override
	public Optional<ClusterView> view() {
		return Optional.ofNullable(this.view);
	}

	@Override
	public String wish(Wish wish) {
		throw new UnsupportedOperationException();
	}

}
