package io.bootcluster.primary.telemetry;

import java.util.List;

import io.bootcluster.ClusterView.Passed;
import io.bootcluster.ClusterView.Release;
import io.bootcluster.ClusterView.Rollout;

/**
 * Tells which roll-outs must have begun or ended between two pictures. Pure.
 */
final class RolloutComparison {

	private RolloutComparison() {
	}

	static List<Happening> begun(Release before, Release now) {
		Rollout old = before.rollout();
		Rollout rollout = now.rollout();
		if (rollout == null || !rollout.state().equals("running")) {
			return List.of();
		}
		if (old != null && old.state().equals("running") && old.id().equals(rollout.id())) {
			return List.of();
		}
		return List.of(Happening.of("rollout.started").with("id", rollout.id()).with("release", rollout.release()));
	}

	static List<Happening> ended(Release before, Release now) {
		return passed(before, now).stream()
			.map((passed) -> Happening.of("rollout." + passed.state())
				.with("id", passed.id())
				.with("release", passed.release())
				.with("reason", passed.reason()))
			.toList();
	}

	/**
	 * Return the roll-outs that have ended since.
	 */
	static List<Passed> passed(Release before, Release now) {
		return now.history().stream().filter((passed) -> !before.history().contains(passed)).toList();
	}

}
