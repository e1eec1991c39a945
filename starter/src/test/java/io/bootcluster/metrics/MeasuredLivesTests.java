package io.bootcluster.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.bootcluster.ClusterView;
import io.bootcluster.WorkerId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Of each slot and release one life is measured, and never again an earlier one than
 * before: its higher counts would be taken for new ones.
 */
class MeasuredLivesTests {

	@ParameterizedTest
	@CsvSource({ "1:serving, 1", "1:serving 2:starting, 1", "1:serving 2:serving, 1", "1:draining 2:serving, 1",
			"1:draining 2:gone, 1", "1:draining, 1", "1:stopping 2:serving, 2", "1:gone 2:starting, 0", "1:stopping, 0",
			"1:errored, 0", "1:starting, 0" })
	void lifeIsTheOldestThatServesOrDrains(String lives, int expected) {
		assertThat(MeasuredLives.of(workers(lives)))
			.containsOnly(Map.entry(3, (expected > 0) ? List.of(new WorkerId(3, expected)) : List.of()));
	}

	@ParameterizedTest
	@CsvSource({ "1:serving:a 2:serving:b, 1 2", "1:draining:a 2:serving:b 3:serving:a, 1 2",
			"1:stopping:a 2:draining:b 3:serving:a, 2 3" })
	void releasesAreMeasuredBesideEachOther(String lives, String expected) {
		assertThat(MeasuredLives.of(workers(lives)).get(3)).containsExactlyElementsOf(
				Arrays.stream(expected.split(" ")).map((life) -> new WorkerId(3, Integer.parseInt(life))).toList());
	}

	private static List<ClusterView.Worker> workers(String lives) {
		return Arrays.stream(lives.split(" "))
			.map((life) -> life.split(":"))
			.map((life) -> Scenes.worker(3, Integer.parseInt(life[0]), life[1], (life.length > 2) ? life[2] : "abc"))
			.toList();
	}

}
