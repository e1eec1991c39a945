package io.bootcluster.primary.telemetry;

import java.util.ArrayList;
import java.util.List;

import io.bootcluster.ClusterView;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A crash loop is told once, however many lives it takes.
 */
class CrashLoopsTests {

	private final CrashLoops loops = new CrashLoops();

	private final List<String> errored = new ArrayList<>();

	private ClusterView before = Pictures.of();

	@Test
	void newsWhenLivesFailAgainAndAgainHasTheLoopOnce() {
		see(2, "starting", "gone");
		see(3, "starting", "errored", "starting", "errored", "starting", "serving", "errored");
		assertThat(this.errored).containsExactly("2.3");
		see(7, "starting", "serving", "gone");
		see(8, "starting", "errored", "starting", "errored");
		assertThat(this.errored).as("another loop").containsExactly("2.3", "2.8");
	}

	@Test
	void newsWhenASlotThatFailedIsGivenUpAndComesBackHasItsNextLoop() {
		see(3, "errored");
		see(Pictures.of());
		see(1, "starting", "errored");
		assertThat(this.errored).containsExactly("2.3", "2.1");
	}

	private void see(int generation, String... states) {
		int life = generation;
		String last = "starting";
		for (String state : states) {
			life += (state.equals("starting") && !last.equals("starting")) ? 1 : 0;
			last = state;
			see(Pictures.of(Pictures.worker(2, life, state)));
		}
	}

	private void see(ClusterView now) {
		this.loops.news(Comparison.of(this.before, now), now.workers())
			.stream()
			.filter((each) -> each.name().equals("worker.errored"))
			.forEach((each) -> this.errored.add(each.worker()));
		this.before = now;
	}

}
