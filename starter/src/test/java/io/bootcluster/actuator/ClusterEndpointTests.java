package io.bootcluster.actuator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.bootcluster.ClusterOperations;
import io.bootcluster.ClusterView;
import io.bootcluster.Wish;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The answer has the fixed form.
 */
class ClusterEndpointTests {

	private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

	@Test
	void clusterWhenThereIsAViewShowsEveryFieldAndTimesAsText() {
		ClusterView.Worker worker = new ClusterView.Worker(1, 2, 4711, "starting", null, START, "abc", false, 0, 1, 2,
				3, new ClusterView.Exit("killed by signal 9", 137, START, false), -1, -1, -1, null);
		ClusterView view = new ClusterView(new ClusterView.Node("n", "n", "serving", START, List.of(), 2),
				new ClusterView.Release("abc", null, List.of()), List.of(worker),
				new ClusterView.Dispatcher("least-busy", 1, 2, 3, 4, 5, 6), List.of(), List.of());
		Map<String, Object> body = new ClusterEndpoint(new Fixed(Optional.of(view))).cluster();
		assertThat(JsonMapper.shared().writeValueAsString(body))
			.isEqualTo("{\"node\":{\"id\":\"n\",\"address\":\"n\",\"state\":"
					+ "\"serving\",\"startedAt\":\"2026-11-22T10:00:00Z\",\"restartNeeded\":[],\"wanted\":2},"
					+ "\"release\":{\"id\":\"abc\",\"rollout\":null,\"history\":[]},"
					+ "\"workers\":[{\"slot\":1,\"generation\":2,\"pid\":4711,\"state\":\"starting\",\"gate\":null,"
					+ "\"since\":\"2026-11-22T10:00:00Z\",\"release\":\"abc\",\"leader\":false,\"inFlight\":0,"
					+ "\"requests\":1,\"failures\":2,\"restarts\":3,\"lastExit\":{\"meaning\":\"killed by signal 9\","
					+ "\"code\":137,\"at\":\"2026-11-22T10:00:00Z\",\"wanted\":false},\"heapUsed\":-1,\"heapMax\":-1,\"rss\":-1,"
					+ "\"start\":null}],"
					+ "\"dispatcher\":{\"policy\":\"least-busy\",\"connections\":1,\"inFlight\":2,\"held\":3,"
					+ "\"requests\":4,\"retries\":5,\"failures\":6},\"wishes\":[],\"postMortems\":[],\"nodes\":null}");
	}

	@Test
	void clusterWhenStandaloneIsAbsent() {
		assertThat(new ClusterEndpoint(new Fixed(Optional.empty())).cluster()).isNull();
	}

	private record Fixed(Optional<ClusterView> view) implements ClusterOperations {

		@Override
		public String wish(Wish wish) {
			throw new UnsupportedOperationException();
		}

	}

}
